import { posix, relative, resolve } from 'node:path';
import { isManifest } from '../../manifests/folder';
import { parse, readManifests } from '../../manifests/parse';
import { appConfig } from '../app/config';
import { runApp } from '../app/run-app';
import { tasksOfFiles } from '../app/tasks-of-files';
import { applicationsOf } from './applications';
import { type Commit, findCommit, readCommit } from './git';
import { planTasks } from './plan-tasks';
import { type Counts, countsOf } from './summary';
import type { TaskPlan } from './task-plan';
import { type Usage, usageOf } from './usage';

/** What a plan is asked for. */
export interface PlanOptions {
  /** The revision that is compared with. @default HEAD */
  readonly against?: string;
  /** Whether any number of tasks may vanish. @default false */
  readonly allowRemovals?: boolean;
}

/** What a push of the working tree does. */
export interface Plan {
  readonly commit: Commit;
  /** Every task of both sides, in the order of their ids. */
  readonly tasks: readonly TaskPlan[];
  readonly counts: Counts;
  readonly usage: { readonly before: Usage; readonly after: Usage };
  /** What the app said on standard error. */
  readonly warnings: string;
}

/** The folder with the Argo CD Applications. */
const ARGOCD = 'argocd';

/**
 * What a push of the working tree in the current folder does to the cluster, from the manifests committed at a
 * revision to those that its app would write now; or what the app said when it failed. Nothing is written.
 *
 * @throws UserError for what cannot be done
 */
export function plan({
  against = 'HEAD',
  allowRemovals = false,
}: PlanOptions = {}): Plan | { readonly failed: string } {
  const config = appConfig();
  const output = relative('.', resolve(config.output)).replaceAll('\\', '/') || '.';
  const commit = findCommit(against);
  const committed = readCommit(commit, [output, ARGOCD]);
  const result = runApp(config.app);
  if ('failed' in result) {
    return result;
  }
  const after = readManifests(result.files, 'as the app writes it');
  const ours = [...below(output, committed)].filter(([path, text]) => result.files.has(path) || isManifest(path, text));
  const before = readManifests(new Map(ours), `at ${against}`, after);
  const applications = [...below(ARGOCD, committed)].flatMap(([path, text]) =>
    applicationsOf(parse(text, `${ARGOCD}/${path} at ${against}`)),
  );
  const tasks = planTasks(before.manifests, after.manifests, {
    applications,
    output: posix.join(commit.prefix, output).replace(/^\.$/, ''),
    allowRemovals,
    known: () => new Set(tasksOfFiles().tasks.map(({ taskId }) => taskId)),
  });
  return {
    commit,
    tasks,
    counts: countsOf(tasks),
    usage: { before: usageOf(before.manifests), after: usageOf(after.manifests) },
    warnings: result.stderr,
  };
}

function below(folder: string, texts: ReadonlyMap<string, string>): Map<string, string> {
  const prefix = folder === '.' ? '' : `${folder}/`;
  return new Map(
    [...texts]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, text]) => [path.slice(prefix.length), text] as const),
  );
}
