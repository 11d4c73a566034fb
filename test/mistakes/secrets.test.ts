import * as fc from 'fast-check';
import { masked } from '../../lib/mistakes/masked';
import { kindOfSecret } from '../../lib/mistakes/secrets';
import { show } from '../../lib/mistakes/show';
import { refusal, task, textLoader } from '../tasks/support';

const load = textLoader();

/** So many letters and digits in turn: no file of this project holds a token. */
const made = (length: number): string => 'x7Kq2Lm9'.repeat(20).slice(0, length);
const hex = (length: number): string => '0a1b2c3d4e5f6789'.repeat(10).slice(0, length);
const PRIVATE_KEY = ['-----BEGIN OPENSSH PRIV', 'ATE KEY-----\nAAAA\nBBBB\n-----END OPENSSH PRIV', 'ATE KEY-----'].join(
  '',
);

const SECRETS: readonly [kind: string, secret: string][] = [
  ['a GitHub token', `ghp_${made(36)}`],
  ['a GitHub token', `ghs_${made(40)}`],
  ['a GitHub token', `github_pat_${made(22)}_${made(59)}`],
  ['a GitLab token', `glpat-${made(20)}`],
  ['a GitLab token', `gldt-${made(20)}`],
  ['a Bitbucket or Atlassian token', `ATATT${made(60)}`],
  ['an AWS access key', `AKIA${'ABCDEFGH2345672A'}`],
  ['a Google Cloud key', `AIza${made(35)}`],
  ['an Azure key', `AccountKey=${made(86)}==`],
  ['a DigitalOcean token', `dop_v1_${hex(64)}`],
  ['a Vault token', `hvs.${made(24)}`],
  ['an Anthropic key', `sk-ant-api03-${made(93)}AA`],
  ['a key of a model provider', `sk-proj-${made(48)}`],
  ['a key of a model provider', `sk-or-v1-${hex(64)}`],
  ['a key of a model provider', `gsk_${made(52)}`],
  ['a key of a model provider', `xai-${made(80)}`],
  ['a Hugging Face token', `hf_${made(34)}`],
  ['a token of a package registry', `npm_${made(36)}`],
  ['a Docker Hub token', `dckr_pat_${made(27)}`],
  ['a Slack token', `xoxb-123456789012-123456789012-${made(24)}`],
  ['a webhook', `https://hooks.slack.com/services/T0AAAAAAA/B0AAAAAAA/${made(24)}`],
  ['a Telegram token', `123456789:AA${made(33)}`],
  ['a Stripe key', `sk_live_${made(24)}`],
  ['a JSON Web Token', `eyJ${made(20)}.eyJ${made(30)}.${made(40)}`],
  ['a private key', PRIVATE_KEY],
  ['a password in a URL', 'https://user:hunter2@git.example.com/a.git'],
  ['a password in a URL', 'postgres://:hunter2@db/a'],
  ['a token in a header', `Authorization: Bearer ${made(40)}`],
  ['a token in a header', `authorization: basic ${made(24)}==`],
  ['a token in a header', `Bearer ${made(40)}`],
  ['the signature of a URL of Azure', `https://a.blob.core.windows.net/c?sv=1&sig=${made(43)}%3D`],
  ['a token in a URL', `https://${hex(40)}@git.example.com/a.git`],
  ['a password or a token', `GITEA_TOKEN=${hex(40)}`],
  ['a password or a token', `AWS_SECRET_ACCESS_KEY: ${made(40)}`],
  ['a password or a token', `--api-key=${hex(32)}`],
];

test.each(SECRETS)('%s is found, in the middle of a text too, and no character of it is shown', (kind, secret) => {
  for (const text of [secret, `a "${secret}" b`, `x=${secret}\n`]) {
    expect(kindOfSecret(text)).toBe(kind);
    const shown = masked(text);
    expect(shown).toHaveLength(text.length);
    expect(shown.split('\n')).toHaveLength(text.split('\n').length);
    expect(kindOfSecret(shown)).toBeUndefined();
  }
});

test.each([
  ...['', 'ghp_short', 'task-0123456789', 'sk-learn', 'keruta-api-token', 'https://git.example.com/a.git'],
  ...['ssh://git@git.example.com/a.git', 'git@git.example.com:team/a.git', 'http://keruta-api:8080', 'me@example.com'],
  // A variable is how a secret comes into a URL.
  'https://oauth2:$(GIT_TOKEN)@git.example.com/a.git',
  `https://$\{TOKEN}@git.example.com/a.git`,
  ...['https://user:$TOKEN@git.example.com', 'TOKEN=$(cat /run/secrets/token-0123456789abcdef)'],
  ...['GIT_TOKEN_FILE=/var/run/secrets/git/token-of-agent-1', 'secretName: agent-credentials-of-team-1'],
  ...[
    'Authorization: Bearer $(AGENT_ACCESS_TOKEN_VALUE)',
    'Bearer of-the-token-1-is-the-agent',
    'https://a/b?sig=short',
  ],
  `registry.example.com/agent@sha256:${hex(64)}`,
  ...[hex(40), '550e8400-e29b-41d4-a716-446655440000', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'],
])('no secret is found in %s', (text) => {
  expect(kindOfSecret(text)).toBeUndefined();
});

const PLACES: readonly [setting: string, file: (secret: string) => string][] = [
  ['env', (secret) => task(`env: { A: ${secret} }`)],
  ['command', (secret) => task(`command: [sh, -c, ${secret}]`)],
  ['annotations', (secret) => task(`annotations: { a: ${secret} }`)],
  ['labels', (secret) => task(`labels: { a: ${secret} }`)],
  ['apiUrl', (secret) => task(`apiUrl: ${secret}`)],
  ['image', (secret) => task(`image: ${secret}`)],
  ['taskId', (secret) => `tasks: [{ taskId: ${secret} }]`],
];

/** A part of a secret that gives it away. */
function hidden(secret: string): string {
  return /hunter2|BBBB|[0-9a-f]{40}(?=@)/.exec(secret)?.[0] ?? secret.slice(-12);
}

test.each(PLACES)('a secret in %s is refused with the way to a Secret, and not printed', (setting, file) => {
  const severalLines = ['env', 'command', 'annotations'].includes(setting);
  for (const [, secret] of SECRETS.filter(([kind]) => severalLines || kind !== 'a private key')) {
    const { mistakes, message } = refusal(() => load(file(JSON.stringify(secret))));
    expect(mistakes.map(({ code }) => code)).toEqual(['literal-secret']);
    expect(mistakes[0]).not.toHaveProperty('got');
    expect(message).toContain('secretKeyRef');
    expect(kindOfSecret(message)).toBeUndefined();
    expect(message).not.toContain(hidden(secret));
  }
});

test('a secret next to another mistake is not printed: in its line, in its value, in a line of a private key', () => {
  const texts = [
    task(`env: { A: ${made(4)}, B: ghp_${made(36)}, 1: x }`),
    task(`tolerations: { key: ghp_${made(36)} }`),
    task('env:', '  A: |', ...PRIVATE_KEY.split('\n').map((line) => `    ${line}`), '  B: {}'),
    task('env:', '  A: "', ...PRIVATE_KEY.split('\n').map((line) => `    ${line}`), '   ]'),
  ];
  for (const text of texts) {
    const { message } = refusal(() => load(text));
    expect(message).not.toMatch(/x7Kq2Lm9x|BBBB/);
  }
});

test('a long value is cut after its secrets are masked', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), (before) => {
      expect(show(`${'.'.repeat(before)}ghp_${made(36)}`)).not.toContain('x7K');
    }),
  );
});
