import { task, yaml } from '../support';
import type { BadInput } from '.';

const BOMB = yaml`
  tasks: []
  defaults:
    a: &a [x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x]
    b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
    d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
    e: [*d, ▶*d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
`.replace(/^ {2}(?=[a-e])/gm, '  ▶');

/** Mistakes that the YAML parser finds, or would let pass. */
export const TEXT: readonly BadInput[] = [
  [
    'a bracket too many in a task, once',
    task('resources: { limits: { cpu: 1 } }▶}', 'timeout: 5'),
    'yaml-syntax',
    'remove the }',
  ],
  [
    'a brace too many in a list, once',
    'tasks: [{ taskId: a }▶}, { taskId: b }]',
    'yaml-syntax',
    '} closes no {',
    'fix: remove the }, or write ] in its place',
  ],
  ['a bracket too many after a list, once', task('command: [a]▶]', 'timeout: 5'), 'yaml-syntax', '] closes no ['],
  ['a comma after a list', task('command: [a, b]▶,'), 'yaml-syntax', 'fix: remove the comma'],
  [
    'a bracket that is open at the next key, once',
    task('command: [a', '▶timeout: 5'),
    'yaml-syntax',
    'a [ is not closed',
  ],
  ['a no-break space after a colon', task('▶image:\u00A0x:1'), 'yaml-syntax', 'no-break space (U+00A0) in column 11'],
  [
    'a no-break space in the indentation',
    'tasks: []\n▶\u00A0layout: flat',
    'unknown-key',
    'no-break space (U+00A0) in column 1',
  ],
  ['an ideographic space after a dash', 'tasks:\n  ▶-\u3000taskId: a', 'wrong-type', 'ideographic space (U+3000)'],
  [
    'a zero width space in an id',
    'tasks:\n- taskId: ▶a\u200B',
    'wrong-task-id',
    'remove the zero width space (U+200B) in column 12',
  ],
  [
    'a byte order mark within the file',
    'tasks: []\n▶\uFEFFlayout: flat',
    'unknown-key',
    'remove the byte order mark (U+FEFF)',
  ],
  ['a --- at the end of the file', 'tasks: []\n▶---\n', 'yaml-several-documents', 'fix: remove the ---'],
  ['a list without its end', 'tasks: [▶', 'yaml-syntax', 'fix: close the bracket'],
  ['a text without its end', 'tasks: "a▶', 'yaml-syntax', 'fix: close the quote'],
  ['a line without a colon', 'tasks: []\n▶defaults', 'yaml-syntax', 'fix: write a colon and a space after the key'],
  [
    'a key further to the right than its fellows',
    'tasks:\n- taskId: a\n  image: ▶b\n   logLevel: INFO',
    'yaml-syntax',
    'fix: indent it like its neighbours',
  ],
  [
    'a key further to the left',
    'tasks:\n  - taskId: a\n▶   image: b',
    'yaml-syntax',
    'fix: indent it like its neighbours',
  ],
  [
    'a key in no column of its map',
    'tasks:\n  - taskId: a\n▶ image: b',
    'yaml-syntax',
    'fix: indent it like its neighbours',
  ],
  [
    'a first key without a space after its colon',
    'tasks:\n- ▶taskId:a\n  image: b',
    'yaml-syntax',
    'fix: write a colon and a space after the key',
  ],
  ['two colons in one value', task('image: ▶a: b'), 'yaml-syntax', 'quote a value with ": " in it'],
  ['a map without its end', 'tasks: [{ taskId: a ▶]', 'yaml-syntax', 'fix: close the bracket'],
  ['a value that begins with @', task('image: ▶@a'), 'yaml-syntax', 'fix: put the whole value in quotes'],
  ['text after a quote', task('image: "a" ▶b'), 'yaml-syntax', 'fix: put the whole value in quotes'],
  ['an alias without a name', task('image: ▶*'), 'yaml-syntax', 'fix: put the whole value in quotes'],
  ['a list on the line of its key', task('command: ▶- a'), 'yaml-syntax', 'fix: put the list below its key'],
  [
    'text on the line of the sign of a block',
    task('env: { A: x }', 'image: |▶x'),
    'yaml-syntax',
    'fix: put the text on the lines below',
  ],
  ['an escape that YAML does not know', task('image: "▶\\d"'), 'yaml-syntax', 'fix: write \\\\ for a backslash'],
  ['a comment at the end of a quote', task('image: "a"▶#b'), 'yaml-syntax', 'fix: write a space before the #'],
  ['a tab before a list', 'tasks:\n▶\t- taskId: a', 'yaml-syntax', 'fix: indent with spaces'],
  ['a tab before a key', 'tasks:\n  - taskId: a\n▶\timage: b', 'yaml-syntax', 'fix: indent with spaces'],
  ['a key of the file twice', 'tasks: []\n▶tasks: []', 'yaml-duplicate-key', 'fix: keep one of them', ':1:1\n'],
  ['a key of a task twice', task('image: a', '▶image: b'), 'yaml-duplicate-key'],
  ['a variable twice', task('env: { A: x, B: y, ▶A: z }'), 'yaml-duplicate-key'],
  ['several documents', 'tasks: []\n▶---\ntasks: []\n---\ntasks: []', 'yaml-several-documents'],
  ['an alias that leads nowhere', task('env: ▶*nowhere'), 'yaml-alias', '*nowhere has no anchor before it'],
  ['an alias before its anchor', 'defaults: { env: ▶*env }\ntasks: [{ taskId: a, env: &env { A: x } }]', 'yaml-alias'],
  ['an alias round in a circle', task('env: &env', '  A: ▶*env'), 'yaml-alias', '*env is part of its own anchor'],
  [
    'aliases that stand for more than anybody wrote',
    BOMB,
    ['unknown-key', 'unknown-key', 'unknown-key', 'unknown-key', 'unknown-key', 'yaml-alias'],
    'alias *d and the aliases before it stand for too many values',
  ],
  [
    'a mistake in the value of an alias, once and at its own place',
    yaml`
      tasks:
        - { taskId: a, env: &env { ▶1A: x, B: ▶!!str y, C: z, ▶C: z } }
        - { taskId: b, env: *env }
        - { taskId: c, env: *env }
    `,
    ['wrong-env-name', 'yaml-tag', 'yaml-duplicate-key'],
    '3 mistakes',
  ],
  ['a tag of one’s own', task('image: ▶!foo x'), 'yaml-tag', 'tag !foo is not supported'],
  ['a tag for a type', task('image: ▶!!str 1'), 'yaml-tag', 'tag !!str is not supported', 'fix: remove it; quote'],
  ['a tag for bytes', task('image: ▶!!binary aGVsbG8='), 'yaml-tag'],
  ['a tag and an anchor', task('image: ▶!!str &image a'), 'yaml-tag', 'tag !!str is'],
  ['a tag of a list', task('command: ▶!!seq [a]'), 'yaml-tag'],
  ['a tag above what it belongs to', task('command: !!seq', '  ▶- a'), 'yaml-tag', 'tag tag:yaml.org,2002:seq is'],
  ['a tag of a key', task('▶!!str image: a'), 'yaml-tag'],
  ['another YAML version', '▶%YAML 1.1\n---\ntasks: []', 'yaml-version', 'allowed: 1.2'],
  ['a YAML version that is none', '▶%YAML 3.0\n---\ntasks: []', 'yaml-version'],
  ['brackets without end', `tasks: ${'['.repeat(99)}▶${'['.repeat(5_000)}`, 'yaml-depth', 'allowed: at most 100'],
  ['a number as a key', task('▶1: x'), 'yaml-key', 'key 1 is not a string', 'fix: write "1"'],
  ['an empty key', task('▶~: x'), 'yaml-key'],
  ['a list as a key', task('? ▶[a, b]', ': c'), 'yaml-key', 'fix: write a string'],
  ['an empty file', '▶', 'empty-file', 'is empty', 'fix: write tasks: []'],
  ['a file of nothing but comments', '▶# tasks: []', 'empty-file'],
  ['an empty document', '▶---', 'empty-file'],
  ['__proto__ as a key of the file', 'tasks: []\n▶__proto__: x', 'reserved-key', 'use another name'],
];
