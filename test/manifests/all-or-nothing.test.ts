import { execFileSync } from 'node:child_process';
import fs, { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../../lib';
import type { OutputFile } from '../../lib/manifests/folder';
import { writeFolder } from '../../lib/manifests/write-folder';
import { age, namesIn, newFolder, scratch, stateOf } from '../apps';
import { endAllProcesses, failAt, killAt, systemError, thrownBy, watchDisk } from './faulty-disk';

const task = (path: string, version: string): OutputFile => {
  const [, id] = /(\w+)\.k8s\.yaml$/.exec(path) ?? [];
  return { path, text: `task-id: ${id}\nversion: ${version}\n` };
};

/** A synth that writes, replaces, leaves and removes manifests, and that makes and removes folders. */
const BEFORE = ['same', 'changed', 'gone', 'old/moved', 'both/stays', 'both/goes'].map((id) =>
  task(`${id}.k8s.yaml`, id === 'same' ? 'x' : 'old'),
);
const AFTER = ['same', 'changed', 'added', 'new/moved', 'new/other', 'both/stays'].map((id) =>
  task(`${id}.k8s.yaml`, id === 'same' ? 'x' : 'new'),
);
const OTHERS = ['README.md', 'both/kustomization.yaml', 'web/other.k8s.yaml', '.hidden'];
/** Runs an action for step 1, 2 and so on until it says that there was no such step; returns the number of steps. */
function forEachStep(action: (step: number) => boolean): number {
  let step = 1;
  while (action(step)) {
    step++;
  }
  return step - 1;
}

function outputFolder(parent = scratch): string {
  const folder = mkdtempSync(join(parent, 'out-'));
  writeFolder(folder, BEFORE);
  mkdirSync(join(folder, 'web'));
  for (const name of OTHERS) {
    writeFileSync(join(folder, name), 'kind: Other\n');
  }
  age(folder);
  return folder;
}

/** The files of a folder with their texts, without those of a synth that has not cleaned up. */
const textsOf = (folder: string) =>
  Object.fromEntries(
    namesIn(folder)
      .filter((name) => !name.startsWith('.synth-lock/'))
      .map((name) => [name, name.endsWith('/') ? '' : readFileSync(join(folder, name), 'utf8')]),
  );
const withOthers = (files: readonly OutputFile[]) => ({
  ...Object.fromEntries(files.map(({ path, text }) => [path, text])),
  ...Object.fromEntries(OTHERS.map((name) => [name, 'kind: Other\n'])),
});

afterEach(() => jest.restoreAllMocks());

test('a synth makes all changes, and says how many files it wrote, left and removed', () => {
  const folder = outputFolder();
  expect(writeFolder(folder, AFTER)).toEqual({ written: 5, unchanged: 1, removed: 3 });
  expect(textsOf(folder)).toEqual(withOthers(AFTER));
  expect(writeFolder(folder, AFTER)).toEqual({ written: 0, unchanged: 6, removed: 0 });
});

test.each(['EPERM', 'EIO'])(
  'if any step fails with %s, the folder is as before, or as after if the manifests were in place',
  (code) => {
    endAllProcesses();
    const steps = forEachStep((step) => {
      const folder = outputFolder();
      const before = stateOf(folder);
      const { reached, thrown } = failAt(step, code, () => writeFolder(folder, AFTER));
      if (thrown === undefined) {
        const { 'old/': _, ...texts } = textsOf(folder);
        expect(texts).toEqual(withOthers(AFTER));
      } else {
        expect(stateOf(folder)).toEqual(before);
        expect(thrown instanceof UserError).toBe(code === 'EPERM');
      }
      return reached;
    });
    expect(steps).toBeGreaterThan(25);
  },
);

test.each(['EPERM', 'EXDEV', 'ENOSPC'])('a rename that always fails with %s leaves the folder as it was', (code) => {
  const target = AFTER.at(-1)?.path ?? '';
  const folder = outputFolder();
  const before = stateOf(folder);
  const refuse = ([name, , to]: readonly unknown[]) => {
    if (name === 'renameSync' && to === join(folder, target)) {
      throw systemError(code);
    }
  };
  const error = thrownBy(() => watchDisk(refuse, () => writeFolder(folder, AFTER)));
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ message: expect.stringContaining(`${target}: ${code}: no luck; `) });
  expect(stateOf(folder)).toEqual(before);
});

test('where a file system has no hard links, copies are put back', () => {
  const folder = outputFolder();
  jest.spyOn(fs, 'linkSync').mockImplementation(() => {
    throw systemError('ENOTSUP');
  });
  const rename = fs.renameSync;
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (basename(String(to)) === 'stays.k8s.yaml' && basename(String(from)).startsWith('new-')) {
      throw systemError('EBUSY');
    }
    rename(from, to);
  });
  expect(() => writeFolder(folder, AFTER)).toThrow('EBUSY');
  expect(textsOf(folder)).toEqual(withOthers(BEFORE));
});

test('if a step fails and those before it cannot be undone, the error says so', () => {
  const folder = outputFolder();
  const before = textsOf(folder);
  let broken = false;
  const refuse = ([name, , to]: readonly unknown[]) => {
    broken ||= name === 'renameSync' && to === join(folder, 'added.k8s.yaml');
    if (broken && name === 'renameSync') {
      throw systemError('EACCES');
    }
  };
  const error = thrownBy(() => watchDisk(refuse, () => writeFolder(folder, AFTER)));
  expect(error).not.toBeInstanceOf(UserError);
  expect(error).toMatchObject({ message: expect.stringContaining('could not be put back as it was') });
  expect(textsOf(folder)).toEqual({ ...before, 'changed.k8s.yaml': 'task-id: changed\nversion: new\n' });
});

describe('if the process is killed at any step', () => {
  const repository = newFolder();
  const git = (...args: string[]) => execFileSync('git', args, { cwd: repository, encoding: 'utf8' });

  beforeAll(() => git('init', '--quiet'));

  test('no file is half written, Git sees nothing of the rest, and the next synth removes it', () => {
    endAllProcesses();
    // A lock without a workspace is waited for.
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    jest.spyOn(Atomics, 'wait').mockImplementation(() => {
      now += 40_000;
      return 'timed-out';
    });
    const contents = new Set([...BEFORE, ...AFTER].map(({ path, text }) => `${path}: ${text}`));
    const steps = forEachStep((step) => {
      const folder = outputFolder(repository);
      const { reached } = killAt(step, () => writeFolder(folder, AFTER));
      const seen = git('status', '--porcelain', '--untracked-files=all', basename(folder)).split('\n');
      const texts = textsOf(folder);
      expect(seen.filter((line) => line.includes('.synth'))).toEqual([]);
      for (const [name, text] of Object.entries(texts).filter(([path]) => !path.endsWith('/'))) {
        expect([...contents, ...OTHERS.map((path) => `${path}: kind: Other\n`)]).toContain(`${name}: ${text}`);
      }
      writeFolder(folder, AFTER.slice(1));
      const { 'old/': _, 'new/': __, ...left } = textsOf(folder);
      expect(left).toEqual(withOthers(AFTER.slice(1)));
      expect(namesIn(folder).filter((name) => name.startsWith('.synth'))).toEqual([]);
      return reached;
    });
    expect(steps).toBeGreaterThan(25);
  });

  test('what a killed synth of version 0.1.0 left is removed too', () => {
    const folder = outputFolder();
    mkdirSync(join(folder, '.synth-aB3dEf'));
    writeFileSync(join(folder, '.synth-aB3dEf', '0'), 'kind: Job\n');
    writeFolder(folder, AFTER);
    expect(textsOf(folder)).toEqual(withOthers(AFTER));
  });
});

describe('what is no file is refused, and nothing is written', () => {
  const refused = (prepare: (folder: string) => void, message: string | RegExp) => {
    const folder = outputFolder();
    prepare(folder);
    const before = namesIn(folder);
    const error = thrownBy(() => writeFolder(folder, AFTER));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ message: expect.stringMatching(message) });
    expect(namesIn(folder)).toEqual(before);
    return folder;
  };

  test('a link to a file elsewhere, which stays as it is', () => {
    const mine = join(newFolder(), 'mine');
    writeFileSync(mine, 'mine');
    refused((folder) => symlinkSync(mine, join(folder, 'added.k8s.yaml')), /added\.k8s\.yaml: is a symbolic link/);
    expect(readFileSync(mine, 'utf8')).toBe('mine');
  });

  test.each<[string, string, (path: string) => void]>([
    ['a link to nowhere', 'a symbolic link', (path) => symlinkSync('nowhere', path)],
    ['a folder', 'a folder', (path) => mkdirSync(path)],
    ['a named pipe', 'a named pipe', (path) => execFileSync('mkfifo', [path])],
  ])('%s with the name of a manifest', (_, kind, make) => {
    for (const name of ['added', 'unknown', 'both/unknown']) {
      refused((folder) => make(join(folder, `${name}.k8s.yaml`)), `${name}.k8s.yaml: is ${kind}, and only a file`);
    }
  });

  test('a link in the place of a folder of manifests', () => {
    const elsewhere = newFolder();
    refused((folder) => symlinkSync(elsewhere, join(folder, 'new')), /new: is a symbolic link/);
    expect(namesIn(elsewhere)).toEqual([]);
  });

  test.each<[string, (folder: string) => void]>([
    ['the output folder', (folder) => symlinkSync('../elsewhere', join(folder, 'dist'))],
    ['a folder around it', (folder) => symlinkSync('../elsewhere', join(folder, 'deep'))],
  ])('a link that leads out of the working directory, as %s', (_, make) => {
    const parent = newFolder();
    const project = join(parent, 'project');
    mkdirSync(project);
    mkdirSync(join(parent, 'elsewhere'));
    make(project);
    const outdir = fs.existsSync(join(project, 'dist')) ? 'dist' : 'deep/dist';
    jest.spyOn(process, 'cwd').mockReturnValue(project);
    expect(() => writeFolder(join(project, outdir), AFTER)).toThrow(/is a symbolic link to .*elsewhere, outside of/);
    expect(namesIn(join(parent, 'elsewhere'))).toEqual([]);
  });

  test('but a link to another folder of the working directory is followed, and so is one that CDK8S_OUTDIR names', () => {
    const project = newFolder();
    const target = join(project, 'manifests');
    mkdirSync(target);
    symlinkSync('manifests', join(project, 'dist'));
    jest.spyOn(process, 'cwd').mockReturnValue(project);
    writeFolder(join(project, 'dist'), AFTER);
    expect(namesIn(target)).toEqual(AFTER.map(({ path }) => path).sort());
    jest.spyOn(process, 'cwd').mockReturnValue(newFolder());
    writeFolder(join(project, 'dist'), AFTER.slice(1));
    expect(namesIn(target)).toHaveLength(AFTER.length - 1);
  });
});
