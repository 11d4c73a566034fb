import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadArgoCd, type Mistake } from '../../lib';
import { argoCdFileShape } from '../../lib/argocd/shape';
import { MISTAKES } from '../../lib/mistakes/codes';
import { scratchFolder } from '../support';
import { refusal } from '../tasks/support';

const file = join(scratchFolder(), 'argocd.yaml');
const REPO = 'repoURL: https://git.example.com/tasks.git';
const WHERE = 'destination: { namespace: keruta }';

function load(...lines: string[]) {
  writeFileSync(file, lines.join('\n'));
  return loadArgoCd(file);
}

function mistakesOf(...lines: string[]): readonly Mistake[] {
  return refusal(() => load(...lines)).mistakes;
}

const LABEL = "at most 63 lower-case letters, digits and '-', beginning and ending with a letter or a digit";
const FOLDER = 'a folder below the top of the repository, without / at its ends: dist, team/dist';
const KEYS =
  'name, namespace, project, repoURL, path, targetRevision, destination, claimProtection, runProtection, platform';
const GIT = 'https://HOST/PATH, ssh://USER@HOST/PATH, USER@HOST:PATH or file:///PATH';

/** A line of the file, what it is found as and where, then what is shown: the message, what is allowed, the fix. */
const WRONG: readonly [
  line: string,
  code: Mistake['code'],
  column: number,
  message: string,
  allowed?: string,
  fix?: string,
][] = [
  ['name: Keruta_Tasks', 'wrong-name', 7, 'name is not a DNS label', LABEL, 'did you mean keruta-tasks?'],
  ['name: true', 'wrong-type', 7, 'name is a boolean', 'a string', 'write "true"'],
  ['namespace: [argocd]', 'wrong-type', 12, 'namespace is a list', 'a string'],
  [
    'project: a_b',
    'wrong-name',
    10,
    'project is not a DNS subdomain',
    expect.any(String) as never,
    'did you mean a-b?',
  ],
  ['path: /dist/', 'wrong-path', 7, 'path is not a folder of the repository', FOLDER, 'did you mean dist?'],
  ['path: .', 'wrong-path', 7, 'path is not a folder of the repository', FOLDER],
  ['path: a/../b', 'wrong-path', 7, 'path is not a folder of the repository', FOLDER],
  ['path: dist/*', 'wrong-path', 7, 'path is not a folder of the repository', FOLDER],
  ['targetRevision: 1.10', 'wrong-type', 17, 'targetRevision is a number', 'a string', 'write "1.10"'],
  ["targetRevision: ''", 'wrong-text', 17, 'targetRevision is empty', 'a string without white space at its ends'],
  ['claimProtection: yes', 'wrong-type', 18, 'claimProtection is a string', 'a boolean: true or false', 'write true'],
  ['layout: flat', 'unknown-key', 1, 'layout is not a known key', KEYS],
  ['plattform: {}', 'unknown-key', 1, 'plattform is not a known key', KEYS, 'did you mean platform?'],
  [
    'platform:',
    'wrong-type',
    10,
    'platform is empty',
    'a map with podSecurity, api, quota, queue, containerLimits',
    'write {} after the colon, or remove the key',
  ],
  [
    'platform: { podSecurity: privileged }',
    'wrong-choice',
    26,
    'platform.podSecurity is not one of the allowed values',
    'baseline, restricted',
  ],
  [
    'platform: { api: { port: 0 } }',
    'wrong-number',
    26,
    'platform.api.port is less than 1',
    'an integer from 1 to 65535',
  ],
  [
    'platform: { api: { namespace: A } }',
    'wrong-name',
    31,
    'platform.api.namespace is not a DNS label',
    LABEL,
    'did you mean a?',
  ],
  [
    'platform: { api: { podLabels: { app: ä } } }',
    'wrong-label',
    38,
    'platform.api.podLabels.app is not a label value',
    expect.any(String) as never,
  ],
  [
    'platform: { quota: { cpus: 3 } }',
    'wrong-resource',
    22,
    'platform.quota.cpus is not a resource of a ResourceQuota',
    expect.stringContaining('requests.cpu') as never,
  ],
  ['platform: { quota: { pods: 1.5 } }', 'wrong-resource', 28, 'platform.quota.pods is not an integer', 'an integer'],
  [
    'platform: { quota: { requests.storage: 5GB } }',
    'wrong-quantity',
    40,
    'platform.quota.requests.storage is not a quantity',
    expect.any(String) as never,
    'did you mean 5Gi or 5G?',
  ],
  [
    'platform: { containerLimits: { max: { memory: 1m } } }',
    'wrong-quantity',
    47,
    'platform.containerLimits.max.memory is not a whole number of bytes',
    expect.any(String) as never,
    'did you mean 1M or 1Mi?',
  ],
  [
    'platform: { containerLimits: { default: { cpu: 1 }, defaultRequest: { cpu: 2 } } }',
    'request-above-limit',
    76,
    'platform.containerLimits.defaultRequest.cpu is above default',
    'at most default.cpu, 1',
  ],
];

test.each(WRONG.map((row) => [row[0], row] as const))('%s', (_, [line, code, column, message, allowed, fix]) => {
  const [mistake, ...others] = mistakesOf(REPO, line, WHERE) as [Mistake];
  expect(others).toEqual([]);
  expect(mistake).toMatchObject({ code, message });
  expect(mistake.allowed).toEqual(allowed);
  expect(mistake.fix).toBe(fix);
  expect(mistake.place).toMatchObject({ file, start: { line: 2, column } });
});

test.each([
  ['ftp://git.example.com/tasks', 'wrong-url', 'repoURL is not the address of a Git repository', GIT, undefined],
  ['.', 'wrong-url', 'repoURL is not the address of a Git repository', GIT, undefined],
  [
    'https://me:secret@git.example.com/tasks',
    'url-password',
    'repoURL has a password or a token: a secret does not belong in Git',
    undefined,
    'remove the part before the @, and add it to Argo CD: argocd repo add',
  ],
  [
    'http://token@git.example.com/tasks',
    'url-password',
    'repoURL has a password or a token: a secret does not belong in Git',
    undefined,
    'remove the part before the @, and add it to Argo CD: argocd repo add',
  ],
  [
    'ssh://git:secret@git.example.com/tasks',
    'url-password',
    'repoURL has a password or a token: a secret does not belong in Git',
    undefined,
    'remove the part before the @, and add it to Argo CD: argocd repo add',
  ],
  [
    'https://token@git.example.com/tasks',
    'url-password',
    'repoURL has a password or a token: a secret does not belong in Git',
    undefined,
    'remove the part before the @, and add it to Argo CD: argocd repo add',
  ],
])('repoURL: %s', (url, code, message, allowed, fix) => {
  const [mistake] = mistakesOf(`repoURL: ${url}`, WHERE) as [Mistake];
  expect(mistake).toMatchObject({ code, message, allowed, got: url });
  expect(mistake.fix).toBe(fix);
});

test.each([
  ['https://git.example.com/team/tasks.git'],
  ['ssh://git@git.example.com:2222/team/tasks.git'],
  ['git@git.example.com:team/tasks.git'],
  ['file:///srv/tasks.git'],
])('repoURL may be %s', (repoURL) => {
  expect(load(`repoURL: ${repoURL}`, WHERE)).toEqual({ repoURL, destination: { namespace: 'keruta' } });
});

test('what is missing is named, with what to write', () => {
  const shown = mistakesOf('name: a').map(({ code, message, fix }) => [code, message, fix]);
  expect(shown).toEqual([
    [
      'missing-key',
      'repoURL is missing',
      'write repoURL: https://HOST/PATH, the Git repository that dist/ is pushed to',
    ],
    ['missing-key', 'destination is missing', 'write destination: { namespace: keruta }'],
  ]);
  expect(mistakesOf(REPO, 'destination: {}')[0]?.fix).toBe('write namespace: keruta');
});

test('a cluster is named once', () => {
  const [mistake] = mistakesOf(
    REPO,
    'destination:',
    '  server: https://k.example.com',
    '  name: prod',
    '  namespace: a',
  ) as [Mistake];
  expect(mistake).toMatchObject({ code: 'two-destinations', got: 'prod', allowed: 'server or name' });
  expect(mistake.place?.start).toMatchObject({ line: 4, column: 9 });
});

test('all mistakes are shown at once, from top to bottom, as those of tasks.yaml are', () => {
  const lines = ['repoUrl: https://git.example.com', 'path: dist/', 'destination: { name: a, server: b }'];
  expect(() => load(...lines)).toThrow(`${file}:2:7: path is not a folder of the repository [wrong-path]
    2 | path: dist/
      |       ^^^^^
  got: "dist/"
  fix: did you mean dist?
  allowed: ${FOLDER}
`);
  expect(mistakesOf(...lines).map(({ code, place }) => `${place?.start.line} ${code}`)).toEqual([
    '1 unknown-key',
    '2 wrong-path',
    '3 missing-key',
    '3 two-destinations',
    '3 wrong-url',
  ]);
});

test.each([
  ['', 'empty-file', 'write repoURL: https://HOST/PATH, the Git repository that dist/ is pushed to'],
  [`${REPO}\npath: *none\n${WHERE}`, 'yaml-alias', 'write out the value'],
  [`${REPO}\n${WHERE}\n---\na: 1`, 'yaml-several-documents', 'remove all but one'],
  [`${REPO}\n${REPO}\n${WHERE}`, 'yaml-duplicate-key', 'keep one of them'],
  ['repoURL: [', 'yaml-syntax', 'close the bracket, or indent its lines more than its key'],
])('a text that cannot be read is one mistake: %j', (text, code, fix) => {
  const found = mistakesOf(text);
  expect(found.map((mistake) => mistake.code)).toEqual([code]);
  expect(found[0]?.fix).toBe(fix);
});

test('a file that is not there, or a folder in its place, is a mistake without a place', () => {
  expect(() => loadArgoCd(`${file}.not`)).toThrow(`${file}.not is not there [no-file]`);
  expect(() => loadArgoCd(join(file, '..'))).toThrow('is not a file [no-file]');
});

describe('the documents', () => {
  const documents = join(__dirname, '..', '..', 'docs');
  const textOf = (name: string) => readFileSync(join(documents, name), 'utf8');
  const { platform, ...keys } = argoCdFileShape.shape;

  test('docs/argocd.md names every key of argocd.yaml', () => {
    const names = [
      ...Object.keys(keys),
      'platform',
      ...Object.keys(keys.destination.shape).map((key) => `destination.${key}`),
    ];
    const missing = names.filter((name) => !textOf('argocd.md').includes(`\`${name}\``));
    expect(missing).toEqual(['destination']);
  });

  test('docs/platform.md names every key of platform', () => {
    const { api, ...others } = platform.unwrap().shape;
    const names = [...Object.keys(others), ...Object.keys(api.unwrap().shape).map((key) => `api.${key}`)];
    expect(names.filter((name) => !textOf('platform.md').includes(`| \`${name}\` |`))).toEqual([]);
  });

  test('every argocd.yaml in docs/platform.md is free of mistakes', () => {
    const texts = [...textOf('platform.md').matchAll(/^```yaml\n(.*?)^```/gms)].map((found) => found[1] as string);
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      expect(load(REPO, WHERE, text).platform).toBeDefined();
    }
  });
});

test('every code is documented', () => {
  const codes = [...WRONG.map(([, code]) => code), 'wrong-url', 'url-password', 'two-destinations'];
  expect(codes.filter((code) => !Object.hasOwn(MISTAKES, code))).toEqual([]);
});

test.each(['https://me:s3cret@git.example.com/tasks', 'https://s3cret@git.example.com/tasks'])(
  '%s: what is printed shows no secret, under which the carets still stand',
  (url) => {
    writeFileSync(file, [`repoURL: ${url}`, WHERE].join('\n'));
    expect(() => loadArgoCd(file)).toThrow(/\n {5} \| {10}\^{36,}\n/);
    expect(() => loadArgoCd(file)).toThrow(/^(?![\s\S]*s3cret)/);
  },
);

test('git@ in an ssh URL is no secret', () => {
  expect(load('repoURL: ssh://git@git.example.com/tasks', WHERE)).toMatchObject({
    repoURL: 'ssh://git@git.example.com/tasks',
  });
});

test.each([
  [
    '{ quota: { requests.cpu: 1 }, containerLimits: { defaultRequest: { cpu: 2 } } }',
    'quota.requests.cpu',
    'at least 2',
  ],
  [
    '{ quota: { limits.memory: 1Gi }, containerLimits: { max: { memory: 4Gi } } }',
    'quota.limits.memory',
    'at least 4Gi',
  ],
  ['{ quota: { memory: 1Gi }, containerLimits: { default: { memory: 2Gi } } }', 'quota.memory', 'at least 2Gi'],
  ['{ quota: { requests.cpu: 4, limits.cpu: 2 } }', 'quota.limits.cpu', 'at least 4'],
])('a quota in which no pod with the defaults fits is refused: %s', (platform, key, allowed) => {
  const mistakes = mistakesOf(REPO, WHERE, `platform: ${platform}`);
  expect(mistakes).toMatchObject([
    { code: 'quota-too-small', message: expect.stringContaining(`platform.${key} `), allowed },
  ]);
});

test('a quota of the size of one container is right', () => {
  const platform =
    '{ quota: { cpu: 2, limits.cpu: 3 }, containerLimits: { default: { cpu: 3 }, defaultRequest: { cpu: 2 } } }';
  expect(load(REPO, WHERE, `platform: ${platform}`).platform).toBeDefined();
});

test('a token anywhere in the file is refused and not printed', () => {
  const secret = `ghp_${'x7'.repeat(18)}`;
  for (const lines of [
    [REPO, WHERE, `targetRevision: ${secret}`],
    [`repoURL: https://git.example.com/${secret}`, WHERE],
  ]) {
    expect(mistakesOf(...lines)).toMatchObject([{ code: 'literal-secret' }]);
    expect(() => load(...lines)).not.toThrow(secret);
  }
});
