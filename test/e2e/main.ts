// Runs the tests that need a real API server; `npm run e2e -- plan` those of files with that in their names.
// Nodes and pods may be simulated, as kwok does: a pod ends after the time and with the exit code that its annotations
// `sim/duration` and `sim/exit-code` say, by default after a second and with 0.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

/** Test files at the same time. They wait more than they work. */
const CONCURRENCY = 6;

const { KUBECONFIG, ARGOCD } = process.env;
const words = process.argv.slice(2);

if (!KUBECONFIG) {
  console.log('skipped: all of e2e, since KUBECONFIG is not set; it is the path of a kubeconfig file of a cluster');
} else {
  if (!ARGOCD) {
    console.log(
      'skipped: the Argo CD part, since ARGOCD is not set; it is the command line that reaches Argo CD: argocd',
    );
  }
  const files = [...testsIn('.'), ...(ARGOCD ? testsIn('argocd') : [])].filter((file) =>
    words.every((word) => file.includes(word)),
  );
  if (files.length === 0) {
    throw new Error(`no test file has ${words.join(' and ')} in its name`);
  }
  run({ files, concurrency: CONCURRENCY })
    .on('test:fail', () => {
      process.exitCode = 1;
    })
    .compose(new spec())
    .pipe(process.stdout);
}

function testsIn(folder: string): string[] {
  return readdirSync(join(__dirname, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(__dirname, folder, name));
}
