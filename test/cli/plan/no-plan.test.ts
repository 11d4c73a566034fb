import { printNoPlan } from '../../../lib/cli/plan/no-plan';
import type { NoPlan } from '../../../lib/cli/plan/plan';

function printed(noPlan: NoPlan): { code: number; stdout: string; stderr: string } {
  let [stdout, stderr] = ['', ''];
  const code = printNoPlan(noPlan, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    color: false,
    errorColor: false,
  });
  return { code, stdout, stderr };
}

const stale = (file: string) => ({ file, line: 3, message: 'is not what a synth would write' });

test('an app that fails ends a plan with 1 and the message of the app', () => {
  expect(printed({ failed: 'no tasks\n' })).toEqual({ code: 1, stdout: '', stderr: 'no tasks\n' });
});

test('a manifest that is not current ends a plan with 4, and is named with the command that writes it', () => {
  expect(printed({ stale: [{ files: [stale('dist/a.k8s.yaml')], command: 'npm run synth' }] })).toEqual({
    code: 4,
    stdout: '',
    stderr:
      'dist/a.k8s.yaml is not what a synth would write; a push would deploy manifests that differ from the tasks\n' +
      'fix: npm run synth, then plan again\n',
  });
});

test('of several manifests that are not current the first is named, and the others are counted', () => {
  const files = ['a', 'b', 'c'].map(stale);
  expect(printed({ stale: [{ files, command: 'npm run synth' }] }).stderr).toMatch(
    /^a is not what a synth would write, and 2 more files differ; a push would/,
  );
});

test('the script of an engine that fails is named with its message, next to the other folders', () => {
  const noPlan = {
    stale: [
      { files: [stale('dist/a.k8s.yaml')], command: 'npm run synth' },
      { files: [], command: 'npm run argocd', failed: 'argocd.yaml is broken\n' },
    ],
  };
  expect(printed(noPlan).stderr).toMatch(
    /^dist\/a\.k8s\.yaml .*\nfix: npm run synth, then plan again\nnpm run argocd fails: argocd\.yaml is broken\n$/,
  );
});
