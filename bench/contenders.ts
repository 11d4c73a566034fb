import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { helmVersion, kubectlVersion } from './machine';
import { type Cost, measure, measureHere } from './measure';
import { filesOf } from './objects';
import { app, helm, kustomize, type Program, plainCdk8s, tasksFile } from './programs';
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
  const runs = (subject: Subject, program: (folder: string) => Program): Contender => {
    const ready = program(join(folder, subject));
    return { subject, run: () => runAfresh(ready) };
  };
  const large = app(join(folder, 'large'), tasksFile(folder, 10_000));
  return [
    { subject: 'node -e 0', run: () => measure([process.execPath, '-e', '0']) },
    runs('app, own tasks.yaml', (at) => app(at, 'tasks.yaml')),
    runs('app, 1 task', (at) => app(at, tasksFile(at, 1))),
    runs('app, 1,000 tasks', (at) => app(at, tasksFile(at, 1000))),
    { subject: 'app, 10,000 tasks', run: () => runAfresh(large) },
    { subject: 'floor: 10,000 files', run: async () => writeOnly(filesOf(large.outdir), join(folder, 'floor')) },
    runs('plain cdk8s, 1 task', (at) => plainCdk8s(at, 1)),
    runs('plain cdk8s, 1,000 tasks', (at) => plainCdk8s(at, 1000)),
    ...(full ? [{ ...runs('plain cdk8s, 10,000 tasks', (at) => plainCdk8s(at, 10_000)), once: true }] : []),
    ...(helmVersion === undefined
      ? []
      : [
          runs('helm template, 1,000 tasks', (at) => helm(at, 1000)),
          runs('helm template, 10,000 tasks', (at) => helm(at, 10_000)),
        ]),
    ...(kubectlVersion === undefined ? [] : [runs('kubectl kustomize, 1,000 tasks', (at) => kustomize(at, 1000))]),
  ];
}

/** Measures a run that has to create every file. */
function runAfresh({ command, env, outdir }: Program): Promise<Cost> {
  if (outdir !== undefined) {
    rmSync(outdir, { recursive: true, force: true });
  }
  return measure(command, env);
}

/** The floor: the bare cost of writing these bytes into these files. */
function writeOnly(files: ReadonlyMap<string, Buffer>, folder: string): Cost {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  return measureHere(() => {
    for (const [name, bytes] of files) {
      writeFileSync(join(folder, name), bytes);
    }
  });
}
