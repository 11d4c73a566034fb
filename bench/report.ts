import type { Cost } from './measure';

/** The subjects that are measured, by their names in the report. */
export type Subject =
  | 'node -e 0'
  | 'node, loading cdk8s'
  | 'app, own tasks.yaml'
  | `${'app' | 'plain cdk8s'}, ${'1 task' | '1,000 tasks' | '10,000 tasks'}`
  | `app, 10,000 tasks, ${'none' | 'one'} changed`
  | `app, 10,000 tasks, podSpec in ${'the defaults' | 'each task'}`
  | 'app, 100,000 tasks'
  | `plan, 10,000 tasks, ${'one' | 'all'} changed`
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
  const app100000 = of('app, 100,000 tasks');
  const row = (what: string, limit: number, cost: Cost | undefined, rival: Cost | undefined) => [
    what,
    ...atMostTimes(limit, cost, rival),
  ];
  return table([
    ['goal', 'limit', 'measured', ''],
    row('10,000 tasks, everything new : helm template + writing the files', 1, app10000, helmAndFloor),
    row('1,000 tasks : plain cdk8s', 0.5, app1000, of('plain cdk8s, 1,000 tasks')),
    row('10,000 tasks, one changed : everything new', 0.35, of('app, 10,000 tasks, one changed'), app10000),
    row('10,000 tasks, none changed : everything new', 0.35, of('app, 10,000 tasks, none changed'), app10000),
    row('plan, one of 10,000 changed : everything new', 1.3, of('plan, 10,000 tasks, one changed'), app10000),
    row('plan, all of 10,000 changed : everything new', 2, of('plan, 10,000 tasks, all changed'), app10000),
    row('podSpec in the defaults : none', 1.5, of('app, 10,000 tasks, podSpec in the defaults'), app10000),
    row('podSpec in each of 10,000 tasks : none', 1.5, of('app, 10,000 tasks, podSpec in each task'), app10000),
    row('2 tasks : node loading cdk8s', 2, own, of('node, loading cdk8s')),
    row('10,000 tasks : 1,000 tasks', 11, app10000, app1000),
    row('100,000 tasks : 10,000 tasks', 11, app100000, app10000),
    row('10,000 tasks : plain cdk8s', 0.05, app10000, of('plain cdk8s, 10,000 tasks')),
    row('1,000 tasks : kubectl kustomize', 0.2, app1000, of('kubectl kustomize, 1,000 tasks')),
    ['10,000 tasks, peak memory', ...atMost(300, app10000?.peak, ' MB')],
    ['100,000 tasks, peak memory', ...atMost(2048, app100000?.peak, ' MB')],
  ]);
}

/** A goal for one value. */
function atMost(limit: number, value: number | undefined, unit: string): string[] {
  const allowed = `at most ${limit}${unit}`;
  return value === undefined ? notMeasured(allowed) : [allowed, `${figure(value)}${unit}`, verdict(value <= limit)];
}

/** A goal for how many times a rival's cost something may cost, in CPU and by the clock. */
function atMostTimes(limit: number, cost: Cost | undefined, rival: Cost | undefined): string[] {
  const allowed = `at most ${limit}x`;
  if (cost === undefined || rival === undefined) {
    return notMeasured(allowed);
  }
  const cpu = cost.cpu / rival.cpu;
  const wall = cost.wall / rival.wall;
  return [allowed, `CPU ${figure(cpu)}x, wall ${figure(wall)}x`, verdict(Math.max(cpu, wall) <= limit)];
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
