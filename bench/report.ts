import type { Cost } from './measure';

/** What is measured, by the name it has in the report. */
export type Subject =
  | 'node -e 0'
  | 'app, own tasks.yaml'
  | `${'app' | 'plain cdk8s'}, ${'1 task' | '1,000 tasks' | '10,000 tasks'}`
  | `helm template, ${'1,000 tasks' | '10,000 tasks'}`
  | 'kubectl kustomize, 1,000 tasks'
  | 'floor: 10,000 files';

/** The costs of each subject's runs. */
export type Results = ReadonlyMap<Subject, readonly Cost[]>;

/** The medians, a line for each subject. */
export function costTable(results: Results): string {
  const rows = [...results].map(([subject, costs]) => {
    const { cpu, wall, peak } = median(costs);
    return [subject, cpu.toFixed(2), wall.toFixed(2), peak?.toFixed(0) ?? '-', String(costs.length)];
  });
  return table([['median of', 'CPU s', 'wall s', 'peak MB', 'runs'], ...rows]);
}

/** The goals: what was measured, and whether it is enough. */
export function goalTable(results: Results): string {
  const of = (subject: Subject): Cost | undefined => {
    const costs = results.get(subject);
    return costs && median(costs);
  };
  const app1000 = of('app, 1,000 tasks');
  const app10000 = of('app, 10,000 tasks');
  const own = of('app, own tasks.yaml');
  const helmAndFloor = sum(of('helm template, 10,000 tasks'), of('floor: 10,000 files'));
  return table([
    ['goal', 'limit', 'measured', ''],
    ['10,000 tasks against 1,000', ...atMost(11, app10000 && app1000 && app10000.cpu / app1000.cpu, 'x the CPU')],
    ['10,000 tasks, plain cdk8s against app', ...timesFaster(20, of('plain cdk8s, 10,000 tasks'), app10000)],
    ['1,000 tasks, plain cdk8s against app', ...timesFaster(2, of('plain cdk8s, 1,000 tasks'), app1000)],
    ['10,000 tasks, helm template + floor against app', ...timesFaster(1, helmAndFloor, app10000)],
    ['1,000 tasks, kubectl kustomize against app', ...timesFaster(5, of('kubectl kustomize, 1,000 tasks'), app1000)],
    ['10,000 tasks, peak memory', ...atMost(400, app10000?.peak, ' MB')],
    ['own tasks.yaml, app start to last byte', ...atMost(0.6, own?.wall, ' s')],
  ]);
}

/** A goal for one value. */
function atMost(limit: number, value: number | undefined, unit: string): string[] {
  const allowed = `at most ${limit}${unit}`;
  return value === undefined ? notMeasured(allowed) : [allowed, `${figure(value)}${unit}`, verdict(value <= limit)];
}

/** A goal for how many times faster the app is: by the clock. The CPU stands beside it. */
function timesFaster(factor: number, peer: Cost | undefined, app: Cost | undefined): string[] {
  const allowed = `at least ${factor}x`;
  if (peer === undefined || app === undefined) {
    return notMeasured(allowed);
  }
  const wall = peer.wall / app.wall;
  return [allowed, `${figure(wall)}x (CPU ${figure(peer.cpu / app.cpu)}x)`, verdict(wall >= factor)];
}

function notMeasured(allowed: string): string[] {
  return [allowed, 'not measured', ''];
}

/** A number with three digits that count. */
function figure(value: number): number {
  return Number(value.toPrecision(3));
}

function verdict(reached: boolean): string {
  return reached ? 'reached' : 'NOT REACHED';
}

function sum(a: Cost | undefined, b: Cost | undefined): Cost | undefined {
  return a && b && { cpu: a.cpu + b.cpu, wall: a.wall + b.wall };
}

/** Each figure's own median. */
function median(costs: readonly Cost[]): Cost {
  const middle = (values: readonly (number | undefined)[]) =>
    values.filter((value) => value !== undefined).sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return {
    cpu: middle(costs.map((cost) => cost.cpu)) ?? 0,
    wall: middle(costs.map((cost) => cost.wall)) ?? 0,
    peak: middle(costs.map((cost) => cost.peak)),
  };
}

/** Rows of text with their columns aligned. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}
