import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  addArgoCdCharts,
  addFluxCharts,
  addTaskCharts,
  type Layout,
  loadTasks,
  type MakeChart,
  TaskApp,
} from '../../../lib';
import { applicationsOf } from '../../../lib/cli/plan/applications';
import { type PlanContext, planTasks } from '../../../lib/cli/plan/plan-tasks';
import type { TaskPlan } from '../../../lib/cli/plan/task-plan';
import { type ManifestObject, type Manifests, parse, readManifests } from '../../../lib/manifests/parse';
import { inFolder } from '../run';

/** A tasks.yaml as an object, or its tasks. */
export type Tasks = readonly object[] | { readonly tasks: readonly object[]; readonly [section: string]: unknown };

const textOf = (tasks: Tasks) => JSON.stringify(Array.isArray(tasks) ? { tasks } : tasks);

/** The manifest files of tasks, by their path from the output folder. */
export function synth(tasks: Tasks, makeChart?: MakeChart): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'keruta-test-'));
  try {
    const file = join(folder, 'tasks.yaml');
    writeFileSync(file, textOf(tasks));
    const app = new TaskApp({ outdir: folder });
    addTaskCharts(app, loadTasks(file).tasks, makeChart);
    return new Map(app.manifests().map(({ path, text }) => [path, text]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The objects of manifest files. */
export function read(files: ReadonlyMap<string, string>): Manifests {
  return readManifests(files, 'here').manifests;
}

/** The plans of the tasks that a push from one state to the other affects. */
export function planned(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  context: Partial<PlanContext> = {},
): TaskPlan[] {
  const known = () => new Set<string>();
  const plans = planTasks(read(before), read(after), {
    appliers: [],
    engines: [],
    output: 'dist',
    allowRemovals: false,
    known,
    canExpand: () => undefined,
    ...context,
  });
  return plans.filter(({ actions, refusals }) => actions.length + refusals.length > 0);
}

/** The plan of the only task that a push affects. */
export function plannedOne(before: Tasks, after: Tasks, context: Partial<PlanContext> = {}): TaskPlan {
  const plans = planned(synth(before), synth(after), context);
  expect(plans).toHaveLength(1);
  return plans[0] as TaskPlan;
}

/** The codes of all refusals. */
export function codes(plans: readonly TaskPlan[]): string[] {
  return plans.flatMap(({ refusals }) => refusals.map(({ code }) => code));
}

/** The output of `npm run argocd`. */
export function argoCd(layout: Parameters<typeof addArgoCdCharts>[2] = 'flat', path = 'dist'): string {
  const app = new TaskApp({ outdir: tmpdir() });
  const destination = { namespace: 'agents' };
  addArgoCdCharts(app, { repoURL: 'https://git.example.com/tasks.git', path, destination }, layout);
  return app.synthYaml();
}

/** The output of `npm run flux`. */
export function flux(layout: Layout = 'flat'): string {
  const app = new TaskApp({ outdir: tmpdir() });
  addFluxCharts(app, { url: 'https://git.example.com/tasks.git', targetNamespace: 'agents' }, layout);
  return app.synthYaml();
}

/** The Applications of a text. */
export function applications(text: string) {
  return applicationsOf(parse(text, 'argocd'));
}

/** An Application's text with other fields in its spec; undefined removes one. */
export function application(spec: object, kind = 'Application'): string {
  const written = parse(argoCd(), 'argocd')[0] as ManifestObject & { spec: object };
  return JSON.stringify({ ...written, kind, spec: { ...written.spec, ...spec } });
}

export interface State {
  /** Their manifests are committed; none if it is left out. */
  readonly before?: Tasks;
  /** They are in the working tree, and the app writes their manifests. @default - as before */
  readonly after?: Tasks;
  /** Files that are committed too. */
  readonly files?: Readonly<Record<string, string>>;
  /** The folder of the repository to work in. @default - its top */
  readonly folder?: string;
}

/** Works in a Git repository until the test ends: `before` is committed, `after` is synthesized. */
export function inRepository({ before, after = before ?? [], files = {}, folder = '.' }: State): void {
  const top = inFolder({ [join(folder, '.gitignore')]: '.after\n' });
  process.chdir(folder);
  write('dist', before ? synth(before) : new Map());
  write('.after', synth(after));
  write('.', new Map(Object.entries({ 'cdk8s.yaml': `app: ${APP}\n`, 'tasks.yaml': textOf(after), ...files })));
  git('init', '--quiet', '--template=', top);
  commit();
  rmSync('dist', { recursive: true });
  write('dist', new Map([...(before ? othersIn(files) : []), ...synth(after)]));
}

/** The files in the output folder that no task makes: a synth leaves them alone. */
function othersIn(files: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(files).flatMap(([path, text]): [string, string][] =>
    path.startsWith('dist/') && !path.endsWith('/b.k8s.yaml') ? [[path.slice('dist/'.length), text]] : [],
  );
}

/** An app that takes no time. */
const APP = 'cp -R .after/. "$CDK8S_OUTDIR"';

/** Commits all that there is. */
export function commit(): void {
  git('add', '--all', '.');
  const settings = ['user.name=x', 'user.email=x@example.com', 'commit.gpgsign=false', 'maintenance.auto=false'];
  git(...settings.flatMap((setting) => ['-c', setting]), 'commit', '-qm', 'x');
}

export function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8' });
}

function write(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
