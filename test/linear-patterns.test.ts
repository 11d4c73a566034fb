import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parseSync } from '@swc/core';
import { analyse } from 'scslre';

/*
 * A regular expression that backtracks makes a text of a megabyte take hours. `scslre` finds the patterns that take more than
 * linear time for some text, without running them.
 */

const LIB = join(__dirname, '..', 'lib');

/** Patterns that are tried on short texts only, with the reason why the texts are short. */
const SHORT_TEXTS: readonly [pattern: RegExp, why: string][] = [
  [/![^\s,[\]{}]*(?=[ \t]*(?:&\S+[ \t]*)?$)/, 'lib/document/values.ts cuts the text before a tagged value'],
  [/\B(?=(\d{3})+$)/g, 'lib/cli/graph/words.ts groups the digits of a number'],
  [/^-+|-+$/g, 'lib/cli/init/verb.ts makes a name of the name of a folder, which has at most 255 bytes'],
];

interface AstNode {
  readonly type?: string;
  readonly pattern?: string;
  readonly flags?: string;
}

/** The regular expression literals in the syntax tree of a file. */
function literalsIn(node: unknown): RegExp[] {
  if (typeof node !== 'object' || node === null) {
    return [];
  }
  const { type, pattern = '', flags = '' } = node as AstNode;
  return type === 'RegExpLiteral' ? [new RegExp(pattern, flags)] : Object.values(node).flatMap(literalsIn);
}

/** The patterns that the files of lib/ make of strings when they are loaded. */
function madeAtLoad(files: readonly string[]): RegExp[] {
  const made: RegExp[] = [];
  const original = global.RegExp;
  global.RegExp = new Proxy(original, {
    construct(target, args: [string, string?]) {
      const pattern = new target(...args);
      const caller = new Error().stack?.split('\n')[2] ?? '';
      if (caller.includes(`${sep}lib${sep}`) && !caller.includes('node_modules')) {
        made.push(pattern);
      }
      return pattern;
    },
  });
  try {
    jest.isolateModules(() => {
      for (const file of files) {
        require(file);
      }
    });
  } finally {
    global.RegExp = original;
  }
  return made;
}

const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join(LIB, file));
const literals = files.flatMap((file) => literalsIn(parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript' })));
const rooms = ['checks', 'mistakes', 'platform', 'argocd'].map((room) => `${join(LIB, room)}${sep}`);
const made = madeAtLoad(files.filter((file) => rooms.some((room) => file.startsWith(room))));
const all = new Map([...literals, ...made].map((pattern) => [String(pattern), pattern] as const));

test('the patterns of lib/ are found, those made of strings too', () => {
  expect(literals.length).toBeGreaterThan(80);
  expect(made.length).toBeGreaterThan(12);
  expect(made.map(({ source }) => source)).toContainEqual(expect.stringContaining('github_pat_'));
});

test('every regular expression takes linear time for any text', () => {
  const short = new Set(SHORT_TEXTS.map(([pattern]) => String(pattern)));
  const slow = [...all].filter(([text, pattern]) => !short.has(text) && analyse(pattern).reports.length > 0);
  expect(slow.map(([text]) => text)).toEqual([]);
});

test('a pattern that is excepted is still there, and would be slow for a long text', () => {
  for (const [pattern] of SHORT_TEXTS) {
    expect(all.has(String(pattern))).toBe(true);
    expect(analyse(pattern).reports).not.toEqual([]);
  }
});
