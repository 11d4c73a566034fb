import { constants } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { loadTasks, type MistakesError } from '../../lib';
import { scratchFolder } from '../support';
import { BAD_FILES } from './bad-input/files';
import { expectComplete, refusal, where } from './support';

type Files = Readonly<Record<string, string | Buffer>>;

const here = scratchFolder();
const elsewhere = scratchFolder();
const before = { folder: process.cwd(), KERUTA_TASKS: process.env.KERUTA_TASKS };

/** Files of the working folder. */
function write(files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(here, name)), { recursive: true });
    writeFileSync(join(here, name), text);
  }
}

function ids(path?: string): string[] {
  return loadTasks(path).tasks.map(({ taskId }) => taskId);
}

function places({ mistakes }: MistakesError): string[] {
  return mistakes.map((one) => (one.place ? `${one.place.file}:${where(one)} ` : '') + one.code);
}

beforeAll(() => process.chdir(here));
beforeEach(() => {
  delete process.env.KERUTA_TASKS;
});
afterEach(() => {
  for (const name of ['tasks', 'tasks.yaml', 'other', 'other.yaml']) {
    rmSync(join(here, name), { recursive: true, force: true });
  }
});
afterAll(() => {
  process.chdir(before.folder);
  if (before.KERUTA_TASKS !== undefined) {
    process.env.KERUTA_TASKS = before.KERUTA_TASKS;
  }
});

describe('where the tasks are', () => {
  test('tasks.yaml, if nobody names another file', () => {
    write({ 'tasks.yaml': 'tasks: [{ taskId: a }]' });
    expect(ids()).toEqual(['a']);
  });

  test('every *.yaml and *.yml of tasks/, in its subfolders too, and no other file', () => {
    write({
      'tasks/b.yaml': 'tasks: [{ taskId: b }]\ndefaults: { image: mine }',
      'tasks/team/deep/a.yml': 'tasks: [{ taskId: a, repository: web, pvcStorageClass: fast }]',
      'tasks/repositories.yaml': 'repositories: { web: { logLevel: WARN } }',
      'tasks/classes.yaml': 'storageClasses: { fast: { accessModes: [ReadWriteOnce] } }',
      'tasks/README.md': 'tasks: [',
      'tasks/.hidden.yaml': 'tasks: [',
      'tasks/.git/config.yaml': 'tasks: [',
      'tasks/C.YAML': 'tasks: [{ taskId: c }]',
    });
    expect(loadTasks().tasks).toMatchObject([
      { taskId: 'c', image: 'mine' },
      { taskId: 'b', image: 'mine' },
      { taskId: 'a', image: 'mine', logLevel: 'WARN', pvcStorageClass: 'fast' },
    ]);
  });

  test('each file of a mounted ConfigMap once', () => {
    write({ 'tasks/..2026/a.yaml': 'tasks: [{ taskId: a }]' });
    symlinkSync('..2026', join(here, 'tasks', '..data'));
    symlinkSync('..data/a.yaml', join(here, 'tasks', 'a.yaml'));
    expect(ids()).toEqual(['a']);
  });

  test('no folder by a link, which may lead round in a circle', () => {
    write({ 'tasks/a.yaml': 'tasks: [{ taskId: a }]' });
    symlinkSync('.', join(here, 'tasks', 'self'));
    const { message, mistakes } = refusal(() => loadTasks());
    expect(mistakes.map(({ code }) => code)).toEqual(['unreadable-file']);
    expect(message).toContain('tasks/self is a link to a folder; put the folder itself there');
  });

  test('the file or folder that KERUTA_TASKS names, whatever else is there', () => {
    write({
      'tasks.yaml': 'tasks: [',
      'other.yaml': 'tasks: [{ taskId: a }]',
      'other/x.yaml': 'tasks: [{ taskId: b }]',
    });
    process.env.KERUTA_TASKS = 'other.yaml';
    expect(ids()).toEqual(['a']);
    process.env.KERUTA_TASKS = 'other';
    expect(ids()).toEqual(['b']);
    process.env.KERUTA_TASKS = '';
    expect(ids).toThrow('tasks.yaml:1:9');
  });

  test('the file or folder that the caller names, before all', () => {
    write({ 'other.yaml': 'tasks: [{ taskId: a }]' });
    process.env.KERUTA_TASKS = 'nowhere';
    expect(ids('other.yaml')).toEqual(['a']);
  });

  test('not tasks.yaml and tasks/ at once', () => {
    write({ 'tasks.yaml': 'tasks: []', 'tasks/a.yaml': 'tasks: []' });
    const { mistakes, message } = refusal(loadTasks);
    expect(mistakes.map(({ code }) => code)).toEqual(['two-sources']);
    expect(message).toBe(
      'tasks.yaml and tasks/ both exist [two-sources]\n' +
        '  fix: move tasks.yaml into tasks/, or name one of them with KERUTA_TASKS\n' +
        '  allowed: one of them\n\n' +
        '1 mistake',
    );
  });

  test.each([
    ['a missing tasks.yaml', undefined],
    ['a missing file', 'nowhere.yaml'],
    ['a missing folder', 'nowhere/'],
  ])('not %s', (_, path) => {
    const { mistakes, message } = refusal(() => loadTasks(path));
    expect(mistakes.map(({ code }) => code)).toEqual(['no-file']);
    expect(message).toContain(`${path ?? 'tasks.yaml'} is not there [no-file]`);
    expect(message).toContain('or name another file or folder with KERUTA_TASKS');
  });

  test('not a link that leads nowhere, which comes before all that has a place', () => {
    write({ 'tasks/a.yaml': 'tasks: 1', 'tasks/c.yaml': 'tasks: 1' });
    symlinkSync('nowhere.yaml', join(here, 'tasks', 'b.yaml'));
    symlinkSync('nowhere.yaml', join(here, 'tasks', 'd.yaml'));
    const { mistakes, message } = refusal(loadTasks);
    expect(mistakes.map(({ code }) => code)).toEqual([
      'unreadable-file',
      'unreadable-file',
      'wrong-type',
      'wrong-type',
    ]);
    expect(message).toContain('tasks/b.yaml is a symbolic link that leads nowhere');
  });

  test.each([
    ['a pipe', () => execFileSync('mkfifo', ['tasks.yaml']), 'not-a-file', 'tasks.yaml is a pipe'],
    [
      'a pipe in tasks/',
      () => execFileSync('sh', ['-c', 'mkdir tasks && mkfifo tasks/a.yaml']),
      'not-a-file',
      'tasks/a.yaml is a pipe',
    ],
    ['a folder named as a file', () => mkdirSync('tasks/a.yaml', { recursive: true }), 'not-a-file', 'is a folder'],
    ['a device', () => symlinkSync('/dev/null', 'tasks.yaml'), 'not-a-file', 'tasks.yaml is no regular file'],
    [
      'a file that is larger than a string can be',
      () => {
        writeFileSync('tasks.yaml', '');
        truncateSync('tasks.yaml', constants.MAX_STRING_LENGTH + 1);
      },
      'file-too-large',
      'fix: split it into several files',
    ],
  ])('not %s, without a wait', (_, make, code, says) => {
    make();
    const { mistakes, message } = refusal(loadTasks);
    expect(mistakes.map((mistake) => mistake.code)).toEqual([code]);
    expect(message).toContain(says);
  });

  test('no file out of the project by a link, of which nothing is shown', () => {
    const outside = join(elsewhere, 'secret.yaml');
    writeFileSync(outside, 'secret: of-another');
    mkdirSync('tasks');
    symlinkSync(outside, join('tasks', 'a.yaml'));
    const { mistakes, message } = refusal(loadTasks);
    expect(mistakes.map(({ code }) => code)).toEqual(['outside-link']);
    expect(message).toContain('tasks/a.yaml is reached by a symbolic link that leads out of the project');
    expect(message).not.toContain('of-another');
  });

  test('a link to another file of the project, and a project that is itself reached by a link', () => {
    write({ 'other/a.yaml': 'tasks: [{ taskId: a }]' });
    symlinkSync('other/a.yaml', 'tasks.yaml');
    expect(ids()).toEqual(['a']);
    const link = join(elsewhere, 'project');
    symlinkSync(here, link);
    process.chdir(link);
    expect(ids()).toEqual(['a']);
    process.chdir(here);
  });

  test.each(['tasks.yaml', 'tasks/b.yaml'])('not a link %s to itself', (path) => {
    write({ 'tasks/a.yaml': 'tasks: []' });
    if (path === 'tasks.yaml') {
      rmSync('tasks', { recursive: true });
    }
    symlinkSync(basename(path), path);
    const { mistakes, message } = refusal(loadTasks);
    expect(mistakes.map(({ code }) => code)).toEqual(['unreadable-file']);
    expect(message).toContain(`${path} is a symbolic link that leads nowhere`);
  });
});

describe('a folder of files', () => {
  for (const [rule, files, mistakes, ...says] of BAD_FILES) {
    test(`is refused with ${rule}`, () => {
      write(Object.fromEntries(Object.entries(files).map(([name, text]) => [join('tasks', name), text])));
      const error = refusal(loadTasks);
      expect(places(error)).toEqual(mistakes);
      expectComplete(error.mistakes);
      for (const part of says) {
        expect(error.message).toContain(part);
      }
    });
  }
});
