import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadFlux, type Mistake } from '../../lib';
import { fluxFileShape } from '../../lib/flux/shape';
import { scratchFolder } from '../support';
import { refusal } from '../tasks/support';

const file = join(scratchFolder(), 'flux.yaml');
const URL = 'url: https://git.example.com/tasks.git';
const WHERE = 'targetNamespace: keruta';

function load(...lines: string[]) {
  writeFileSync(file, lines.join('\n'));
  return loadFlux(file);
}

function mistakesOf(...lines: string[]): readonly Mistake[] {
  return refusal(() => load(...lines)).mistakes;
}

const KEYS = 'name, namespace, url, secretRef, path, branch, targetNamespace, claimProtection, runProtection, platform';

/** A line of the file, what it is found as and where, then what is shown: the message, what is allowed, the fix. */
const WRONG: readonly [line: string, code: Mistake['code'], column: number, message: string, fix?: string][] = [
  ['name: Keruta_Tasks', 'wrong-name', 7, 'name is not a DNS label', 'did you mean keruta-tasks?'],
  ['namespace: [flux]', 'wrong-type', 12, 'namespace is a list'],
  ['branch: 1.10', 'wrong-type', 9, 'branch is a number', 'write "1.10"'],
  ['path: ./dist', 'wrong-path', 7, 'path is not a folder of the repository', 'did you mean dist?'],
  ['path: .', 'wrong-path', 7, 'path is not a folder of the repository'],
  ['secretRef: key', 'wrong-type', 12, 'secretRef is a string'],
  [
    'secretRef: {}',
    'missing-key',
    12,
    'secretRef.name is missing',
    'write name: keruta-tasks, the name of a Secret in the namespace of the GitRepository',
  ],
  ['secretRef: { name: A }', 'wrong-name', 20, 'secretRef.name is not a DNS subdomain', 'did you mean a?'],
  ['repoURL: https://x/y', 'unknown-key', 1, 'repoURL is not a known key'],
  ['platform: { quota: { pods: 1.5 } }', 'wrong-resource', 28, 'platform.quota.pods is not an integer'],
];

test.each(WRONG.map((row) => [row[0], row] as const))('%s', (_, [line, code, column, message, fix]) => {
  const [mistake, ...others] = mistakesOf(URL, line, WHERE) as [Mistake];
  expect(others).toEqual([]);
  expect(mistake).toMatchObject({ code, message });
  expect(mistake.fix).toBe(fix);
  expect(mistake.place).toMatchObject({ file, start: { line: 2, column } });
});

test('the keys are listed', () => {
  expect(mistakesOf(URL, WHERE, 'wait: true')[0]?.allowed).toBe(KEYS);
});

test.each([
  ['git@git.example.com:team/tasks.git', 'wrong-url', 'did you mean ssh://git@git.example.com/team/tasks.git?'],
  ['file:///srv/tasks.git', 'wrong-url', undefined],
  ['.', 'wrong-url', undefined],
  [
    'https://token@git.example.com/tasks',
    'url-password',
    'remove the part before the @, and put it into a Secret: secretRef: { name: keruta-tasks }',
  ],
])('url: %s', (url, code, fix) => {
  const [mistake] = mistakesOf(`url: ${url}`, WHERE) as [Mistake];
  expect(mistake).toMatchObject({ code, got: url });
  expect(mistake.fix).toBe(fix);
  expect(`${mistake.allowed} ${mistake.fix}`).not.toContain('argocd');
});

test.each(['https://git.example.com/team/tasks.git', 'ssh://git@git.example.com:2222/team/tasks.git'])(
  'url may be %s',
  (url) => {
    expect(load(`url: ${url}`, WHERE)).toEqual({ url, targetNamespace: 'keruta' });
  },
);

test('what is missing is named, with what to write', () => {
  expect(mistakesOf('name: a').map(({ code, message, fix }) => [code, message, fix])).toEqual([
    ['missing-key', 'url is missing', 'write url: https://HOST/PATH, the Git repository that dist/ is pushed to'],
    ['missing-key', 'targetNamespace is missing', 'write targetNamespace: keruta'],
  ]);
  expect(mistakesOf('')[0]).toMatchObject({ code: 'empty-file', allowed: 'at least url and targetNamespace' });
});

test('a file that is not there is a mistake without a place', () => {
  expect(() => loadFlux(`${file}.not`)).toThrow(`${file}.not is not there [no-file]`);
});

test('docs/flux.md names every key of flux.yaml', () => {
  const text = readFileSync(join(__dirname, '..', '..', 'docs', 'flux.md'), 'utf8');
  const names = [...Object.keys(fluxFileShape.shape).filter((name) => name !== 'secretRef'), 'secretRef.name'];
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
