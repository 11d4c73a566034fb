import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERBS } from '../../lib/cli/verbs';
import { inFolder, run } from './run';

const NAMES = Object.keys(VERBS);

/** The options in the help of a verb, as `--live`. */
function optionsInHelp(verb: string): string[] {
  const help = VERBS[verb]?.load().help ?? '';
  return [...new Set([...help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option = '']) => option))];
}

/** The verbs of each option. */
const inHelp = new Map<string, string[]>();
for (const verb of NAMES) {
  for (const option of optionsInHelp(verb)) {
    inHelp.set(option, [...(inHelp.get(option) ?? []), verb]);
  }
}

/** The options in the table of docs/cli.md, with their verbs. */
function table(): Map<string, string[]> {
  const page = readFileSync(join(__dirname, '../../docs/cli.md'), 'utf8');
  const [, section = ''] = /^## Options\n(.*?)^## /ms.exec(page) ?? [];
  const rows = [...section.matchAll(/^\| (`-.*?) \| .* \| (.*) \|$/gm)];
  return new Map(
    rows.flatMap(([, words = '', verbs = '']) =>
      [...words.matchAll(/`(--[a-z-]+)/g)].map(([, option = '']) => [option, verbs.split(', ')] as const),
    ),
  );
}

test.each(NAMES)('%s takes the options in its help, and no option of another verb', async (verb) => {
  inFolder({});
  const taken: string[] = [];
  for (const option of inHelp.keys()) {
    // Options are read in their order: an unknown option after a known one keeps the verb from its work.
    const { code, stderr } = await run([verb, `${option}=x`, '--no-such-option']);
    expect(code).toBe(3);
    if (!stderr.includes(`Unknown option '${option}'`)) {
      taken.push(option);
    }
  }
  expect(taken.sort()).toEqual(optionsInHelp(verb).sort());
});

test('docs/cli.md has a row for each option that several verbs take, and the verbs of each option', () => {
  const shared = [...inHelp].filter(([, verbs]) => verbs.length > 1).map(([option]) => option);
  expect([...table().keys()]).toEqual(expect.arrayContaining(shared));
  for (const [option, verbs] of table()) {
    expect([option, [...verbs].sort()]).toEqual([option, [...(inHelp.get(option) ?? [])].sort()]);
  }
});

test('-n is short for --namespace, and every verb with --namespace says so', async () => {
  for (const verb of inHelp.get('--namespace') ?? []) {
    expect(VERBS[verb]?.load().help).toContain('also -n NAME');
    expect((await run([verb, '-n', 'agents', '--no-such-option'])).stderr).toContain("'--no-such-option'");
  }
});

test.each(NAMES)('the completion of %s has the options in its help', async (verb) => {
  const { stdout } = await run(['completion', 'words', '--', verb, '--']);
  expect(stdout.trim().split('\n').sort()).toEqual([...optionsInHelp(verb), '--help'].sort());
});
