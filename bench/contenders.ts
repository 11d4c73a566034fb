import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { helmVersion, kubectlVersion } from './machine';
import { type Cost, measure, measureHere } from './measure';
import { filesOf } from './objects';
import {
  app,
  appWithDefaultPodSpec,
  appWithPodSpecs,
  cdk8sAlone,
  changeAll,
  changeOne,
  helm,
  kustomize,
  ownApp,
  type Program,
  plainCdk8s,
  plan,
} from './programs';
import type { Subject } from './report';

/** Something to measure. */
interface Contender {
  readonly subject: Subject;
  readonly run: () => Promise<Cost>;
  /** Run in the first round only: it takes minutes. */
  readonly once?: boolean;
}

/** Everything to measure on this machine, in the order of one round. */
export function contenders(folder: string, full: boolean): Contender[] {
  // No run writes where another has written, and nothing is deleted in between: ext4 creates files several times
  // more slowly for minutes after many were deleted.
  const fresh = () => mkdtempSync(join(folder, 'out-'));
  let last = '';
  const runs = (subject: Subject, program: Program): Contender => ({
    subject,
    run: () => {
      last = fresh();
      return runInto(last, program);
    },
  });
  const at = (subject: Subject, make: (folder: string, tasks: number) => Program, tasks: number) =>
    runs(subject, make(join(folder, subject), tasks));
  return [
    { subject: 'node -e 0', run: () => measure([process.execPath, '-e', '0']) },
    { subject: 'node, loading cdk8s', run: () => measure(cdk8sAlone().command) },
    runs('app, own tasks.yaml', ownApp()),
    at('app, 1 task', app, 1),
    at('app, 1,000 tasks', app, 1000),
    at('app, 10,000 tasks', app, 10_000),
    // The run before this one has made them.
    { subject: 'floor: 10,000 files', run: async () => writeOnly(filesOf(last), fresh()) },
    again('app, 10,000 tasks, none changed', folder, [app(join(folder, 'none'), 10_000)]),
    again('app, 10,000 tasks, one changed', folder, [
      app(join(folder, 'before'), 10_000),
      app(join(folder, 'after'), 10_000, changeOne),
    ]),
    ...(full
      ? [
          { ...at('app, 100,000 tasks', app, 100_000), once: true },
          planned('plan, 10,000 tasks, one changed', plan(join(folder, 'plan-one'), 10_000, changeOne)),
          planned('plan, 10,000 tasks, all changed', plan(join(folder, 'plan-all'), 10_000, changeAll)),
        ]
      : []),
    at('app, 10,000 tasks, podSpec in the defaults', appWithDefaultPodSpec, 10_000),
    at('app, 10,000 tasks, podSpec in each task', appWithPodSpecs, 10_000),
    at('plain cdk8s, 1 task', plainCdk8s, 1),
    at('plain cdk8s, 1,000 tasks', plainCdk8s, 1000),
    ...(full ? [{ ...at('plain cdk8s, 10,000 tasks', plainCdk8s, 10_000), once: true }] : []),
    ...(helmVersion === undefined
      ? []
      : [at('helm template, 1,000 tasks', helm, 1000), at('helm template, 10,000 tasks', helm, 10_000)]),
    ...(kubectlVersion === undefined ? [] : [at('kubectl kustomize, 1,000 tasks', kustomize, 1000)]),
  ];
}

function runInto(outdir: string, { command, ...options }: Program): Promise<Cost> {
  return measure(command, { ...options, env: { ...options.env, CDK8S_OUTDIR: outdir } });
}

/** Runs programs in turn into one folder, so that each finds the files of the one before it. */
function again(subject: Subject, folder: string, programs: readonly [Program, ...Program[]]): Contender {
  const outdir = join(folder, `again: ${subject}`);
  let runs = 0;
  const next = () => runInto(outdir, programs[runs++ % programs.length] as Program);
  return {
    subject,
    run: async () => {
      if (runs === 0) {
        await next();
      }
      return next();
    },
  };
}

function planned(subject: Subject, { command, ...options }: Program): Contender {
  return { subject, run: () => measure(command, options) };
}

/** The floor: the bare cost of writing these bytes into these files. */
function writeOnly(files: ReadonlyMap<string, Buffer>, folder: string): Cost {
  return measureHere(() => {
    for (const [name, bytes] of files) {
      writeFileSync(join(folder, name), bytes);
    }
  });
}
