import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { helmVersion, kubectlVersion } from './machine';
import { type Cost, measure, measureHere } from './measure';
import { filesOf } from './objects';
import { app, helm, kustomize, ownApp, type Program, plainCdk8s } from './programs';
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
      return measure(program.command, { ...program.env, CDK8S_OUTDIR: last });
    },
  });
  const at = (subject: Subject, make: (folder: string, tasks: number) => Program, tasks: number) =>
    runs(subject, make(join(folder, subject), tasks));
  return [
    { subject: 'node -e 0', run: () => measure([process.execPath, '-e', '0']) },
    runs('app, own tasks.yaml', ownApp()),
    at('app, 1 task', app, 1),
    at('app, 1,000 tasks', app, 1000),
    at('app, 10,000 tasks', app, 10_000),
    // The run before this one has made them.
    { subject: 'floor: 10,000 files', run: async () => writeOnly(filesOf(last), fresh()) },
    at('plain cdk8s, 1 task', plainCdk8s, 1),
    at('plain cdk8s, 1,000 tasks', plainCdk8s, 1000),
    ...(full ? [{ ...at('plain cdk8s, 10,000 tasks', plainCdk8s, 10_000), once: true }] : []),
    ...(helmVersion === undefined
      ? []
      : [at('helm template, 1,000 tasks', helm, 1000), at('helm template, 10,000 tasks', helm, 10_000)]),
    ...(kubectlVersion === undefined ? [] : [at('kubectl kustomize, 1,000 tasks', kustomize, 1000)]),
  ];
}

/** The floor: the bare cost of writing these bytes into these files. */
function writeOnly(files: ReadonlyMap<string, Buffer>, folder: string): Cost {
  return measureHere(() => {
    for (const [name, bytes] of files) {
      writeFileSync(join(folder, name), bytes);
    }
  });
}
