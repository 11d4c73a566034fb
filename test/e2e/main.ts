// Runs the tests that need a real API server; `npm run e2e -- plan` those of files with that in their names.
// Nodes and pods may be simulated, as kwok does: a pod ends after the time and with the exit code that its annotations
// `sim/duration` and `sim/exit-code` say, by default after a second and with 0.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

/** Test files at the same time. They wait more than they work. */
const CONCURRENCY = 4;

/** The parts that need an engine in the cluster: a folder of tests, and the variable with the command line of the engine. */
const PARTS = [
  { folder: 'argocd', variable: 'ARGOCD', command: 'the command line that reaches Argo CD: argocd' },
  { folder: 'node', variable: 'REAL_NODE', command: 'the command line that starts and stops a real node: node.sh DIR' },
  {
    folder: 'flux',
    variable: 'FLUX',
    command: 'the command line that prints the URL of the repository in a folder, after `serve FOLDER`: flux.sh DIR',
  },
  {
    folder: 'kueue',
    variable: 'KUEUE',
    command:
      'the command line that has started Kueue; with ARGOCD and FLUX set, both are tried together with it: kueue.sh DIR',
  },
];

const words = process.argv.slice(2);
const skipped = PARTS.filter(({ variable }) => !process.env[variable]).map(
  ({ folder, variable, command }) => `skipped: the part ${folder}, since ${variable} is not set; it is ${command}`,
);

if (!process.env.KUBECONFIG) {
  console.log('skipped: all of e2e, since KUBECONFIG is not set; it is the path of a kubeconfig file of a cluster');
} else {
  const folders = PARTS.filter(({ variable }) => process.env[variable]).map(({ folder }) => folder);
  const files = ['.', ...folders].flatMap(testsIn).filter(isAskedFor);
  if (files.length === 0) {
    throw new Error(`no test file has ${words.join(' and ')} in its name`);
  }
  run({ files, concurrency: CONCURRENCY })
    .on('test:fail', () => {
      process.exitCode = 1;
    })
    .compose(new spec())
    .on('end', () => console.log(skipped.join('\n')))
    .pipe(process.stdout);
}

/** Whether all words are in the path of a file, `/flux/claims.test.ts`. The path of the checkout may hold any word. */
function isAskedFor(file: string): boolean {
  const path = `/${relative(__dirname, file)}`;
  return words.every((word) => path.includes(word));
}

function testsIn(folder: string): string[] {
  return readdirSync(join(__dirname, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(__dirname, folder, name));
}
