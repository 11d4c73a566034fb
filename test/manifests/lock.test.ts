import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFolder } from '../../lib/manifests/write-folder';
import { namesIn, newFolder } from '../apps';
import { endAllProcesses, thrownBy, watchDisk } from './faulty-disk';

const filesOf = (version: string) =>
  Array.from({ length: 20 }, (_, index) => ({ path: `task${index}.k8s.yaml`, text: `version: ${version}\n` }));
const versionsIn = (folder: string) => [
  ...new Set(namesIn(folder).map((name) => readFileSync(join(folder, name), 'utf8').trim())),
];

/** Another process that writes the files of a version, with a line of code that is run before each rename. */
function otherSynth(folder: string, version: string, beforeRename: string): ChildProcess {
  const script = `
    const fs = require('node:fs');
    const { renameSync } = fs;
    let renames = 0;
    fs.renameSync = (...args) => { renames++; ${beforeRename}; renameSync(...args); };
    const { writeFolder } = require(${JSON.stringify(join(__dirname, '../../lib/manifests/write-folder'))});
    fs.writeFileSync(${JSON.stringify(join(folder, 'started'))}, '');
    writeFolder(${JSON.stringify(folder)}, ${JSON.stringify(filesOf(version))});
    fs.rmSync(${JSON.stringify(join(folder, 'started'))});`;
  return spawn(process.execPath, ['-r', require.resolve('../../lib/typescript.cjs'), '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const wait = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

afterEach(() => jest.restoreAllMocks());

test('of two synths at the same time, one waits until the other has written all', async () => {
  const folder = newFolder();
  writeFolder(folder, filesOf('old'));
  let other: ChildProcess | undefined;
  const startOther = ([name, , to]: readonly unknown[]) => {
    if (name === 'renameSync' && String(to).endsWith('task5.k8s.yaml')) {
      other = otherSynth(folder, 'theirs', '');
      while (!existsSync(join(folder, 'started'))) {
        wait(10);
      }
      // Without a lock it would write all of its files meanwhile.
      wait(200);
      expect(versionsIn(folder)).not.toContain('version: theirs');
    }
  };
  watchDisk(startOther, () => writeFolder(folder, filesOf('ours')));
  await once(other as ChildProcess, 'exit');
  expect(versionsIn(folder)).toEqual(['version: theirs']);
});

test('a synth does not wait for one that was killed', async () => {
  const folder = newFolder();
  const [, signal] = await once(
    otherSynth(folder, 'theirs', 'if (renames === 7) process.kill(process.pid, "SIGKILL")'),
    'exit',
  );
  expect(signal).toBe('SIGKILL');
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['.synth-lock', 'task0.k8s.yaml']));
  fs.rmSync(join(folder, 'started'));
  const sleep = jest.spyOn(Atomics, 'wait');
  writeFolder(folder, filesOf('ours'));
  expect(versionsIn(folder)).toEqual(['version: ours']);
  expect(sleep).not.toHaveBeenCalled();
});

describe('a lock of a process of which nothing is known', () => {
  const HOLDER = '.synth-lock/1-uuid@elsewhere';
  let now = 0;
  let onSleep = () => {};

  beforeEach(() => {
    now = 0;
    onSleep = () => {};
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    jest.spyOn(Atomics, 'wait').mockImplementation(() => {
      now += 10_000;
      onSleep();
      return 'timed-out';
    });
  });

  test.each([
    ['with a workspace', HOLDER],
    [
      'with a workspace of a process of another machine, whose id no process here has',
      '.synth-lock/999999999-uuid@elsewhere',
    ],
    ['with a workspace of another name', '.synth-lock/other'],
    ['without a workspace, as after a kill at its beginning or end', '.synth-lock'],
  ])('%s is taken over if nothing changes in it for 30 seconds', (_, left) => {
    const folder = newFolder();
    mkdirSync(join(folder, left), { recursive: true });
    writeFolder(folder, filesOf('ours'));
    expect(versionsIn(folder)).toEqual(['version: ours']);
    expect(now).toBeGreaterThan(30_000);
  });

  test('is respected as long as something changes in it', () => {
    const folder = newFolder();
    mkdirSync(join(folder, HOLDER), { recursive: true });
    let changes = 0;
    onSleep = () => {
      expect(namesIn(folder)).toEqual([`${HOLDER}/`]);
      utimesSync(join(folder, HOLDER), ++changes, changes);
      if (changes === 20) {
        fs.rmSync(join(folder, '.synth-lock'), { recursive: true });
        onSleep = () => {};
      }
    };
    writeFolder(folder, filesOf('ours'));
    expect(changes).toBe(20);
    expect(versionsIn(folder)).toEqual(['version: ours']);
  });

  test('is removed at once by a process that cannot make its workspace', () => {
    const folder = newFolder();
    const make = fs.mkdirSync as (...args: unknown[]) => never;
    jest.spyOn(fs, 'mkdirSync').mockImplementation(((...args: unknown[]) => {
      if (String(args[0]).includes('.synth-lock/')) {
        throw Object.assign(new Error('ENOSPC: no luck, mkdir'), { code: 'ENOSPC' });
      }
      return make(...args);
    }) as never);
    onSleep = () => {
      throw new Error('waits for itself');
    };
    expect(() => writeFolder(folder, filesOf('ours'))).toThrow(`${folder}: ENOSPC: no luck; free space`);
    expect(namesIn(folder)).toEqual([]);
  });

  test('is a mistake with its place if it is a file', () => {
    const folder = newFolder();
    writeFileSync(join(folder, '.synth-lock'), '');
    expect(() => writeFolder(folder, filesOf('ours'))).toThrow(`${folder}: ENOTDIR: `);
  });
});

test('a synth whose lock was taken over changes nothing any more, not even back', () => {
  endAllProcesses();
  const folder = newFolder();
  writeFolder(folder, filesOf('old'));
  let isFirst = true;
  const overtake = ([name, , to]: readonly unknown[]) => {
    if (isFirst && name === 'renameSync' && String(to).endsWith('task5.k8s.yaml')) {
      isFirst = false;
      writeFolder(folder, [...filesOf('theirs'), { path: 'more.k8s.yaml', text: 'version: theirs\n' }]);
    }
  };
  expect(thrownBy(() => watchDisk(overtake, () => writeFolder(folder, filesOf('ours'))))).toBeInstanceOf(Error);
  expect(versionsIn(folder)).toEqual(['version: theirs']);
  expect(namesIn(folder)).toHaveLength(21);
});

test('a folder in which nothing changes is not locked: it need not be writable', () => {
  const folder = newFolder();
  writeFolder(folder, filesOf('ours'));
  const changes: unknown[] = [];
  watchDisk(
    (call) => changes.push(call),
    () => writeFolder(folder, filesOf('ours')),
  );
  expect(changes).toEqual([['mkdirSync', folder, { recursive: true }]]);
});
