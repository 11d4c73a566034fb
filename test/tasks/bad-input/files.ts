import type { MistakeCode } from '../../../lib/mistakes/codes';

/** A folder's files with what is wrong with them, each as `file:line:column code`, or as a code where it has no place. */
export type BadFiles = readonly [
  rule: string,
  files: Readonly<Record<string, string | Buffer>>,
  mistakes: readonly `${string}${MistakeCode}`[],
  ...says: string[],
];

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** Mistakes of single files, and of many files together. */
export const BAD_FILES: readonly BadFiles[] = [
  [
    'a folder without a YAML file',
    { 'notes.txt': 'tasks: []' },
    ['no-file'],
    'tasks holds no YAML file',
    '*.yaml and *.yml',
  ],
  [
    'Latin-1',
    { 'a.yaml': latin1('tasks: []\n# \xE9\n') },
    ['tasks/a.yaml:2:3 not-utf8'],
    'tasks/a.yaml is not UTF-8 text',
    'fix: save it as UTF-8',
  ],
  ['UTF-16', { 'a.yaml': utf16('tasks: []') }, ['tasks/a.yaml:1:2 not-utf8']],
  ['UTF-16 with a byte order mark', { 'a.yaml': utf16('\uFEFFtasks: []') }, ['tasks/a.yaml:1:1 not-utf8']],
  ['an empty file among others', { 'a.yaml': '', 'b.yaml': 'tasks: []' }, ['tasks/a.yaml:1:1 empty-file']],
  [
    'files without tasks',
    { 'a.yaml': 'defaults: {}', 'b.yaml': 'layout: flat' },
    ['tasks/a.yaml:1:1 missing-key'],
    'none of the files holds tasks',
  ],
  [
    'a section in a second and a third file',
    {
      'a.yaml': 'tasks: []\ndefaults: {}\nrepositories: {}\nstorageClasses: {}\nlayout: flat\n',
      'b/c.yml': 'layout: flat\nstorageClasses: {}\nrepositories: {}\ndefaults: {}\n',
      'd.yaml': 'defaults: {}\n',
    },
    [
      'tasks/b/c.yml:1:1 duplicate-section',
      'tasks/b/c.yml:2:1 duplicate-section',
      'tasks/b/c.yml:3:1 duplicate-section',
      'tasks/b/c.yml:4:1 duplicate-section',
      'tasks/d.yaml:1:1 duplicate-section',
    ],
    'repositories is also in another file',
    'the first: tasks/a.yaml:3:1\n',
    'fix: merge them into one file',
    'fix: keep one of them',
  ],
  [
    'a task, a Job and a claim in two files',
    {
      'a.yaml': 'tasks: [{ taskId: a, jobName: x }]',
      'b.yaml': 'tasks: [{ taskId: a }, { taskId: b, jobName: x }, { taskId: c, existingClaim: git-repo-pvc-a }]',
    },
    ['tasks/b.yaml:1:19 duplicate-task', 'tasks/b.yaml:1:46 duplicate-job', 'tasks/b.yaml:1:79 claim-of-task'],
    'the other: tasks/a.yaml:1:19\n',
  ],
  [
    'a mistake in each file, and those between tasks that are certain where one of the files is not YAML',
    {
      'a.yaml': 'tasks: [{ taskId: a, parentTaskId: unknown }, { taskId: b, parentTaskId: b }, { taskId: A }]',
      'b.yaml': 'tasks: [',
      'c.yaml': latin1('# \xE9'),
    },
    [
      'tasks/a.yaml:1:74 own-parent',
      'tasks/a.yaml:1:89 wrong-task-id',
      'tasks/b.yaml:1:9 yaml-syntax',
      'tasks/c.yaml:1:3 not-utf8',
    ],
    '4 mistakes',
  ],
];
