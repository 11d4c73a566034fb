import fs, { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Construct } from 'constructs';
import { TaskApp, TaskChart, type TaskChartProps, UserError } from '../../lib';
import { age, appOf, namesIn, newFolder, stateOf, synth } from '../apps';

describe('where the manifests cannot be written', () => {
  const fail = (code: string) => {
    throw Object.assign(new Error(`${code}: no luck, write`), { code });
  };

  afterEach(() => jest.restoreAllMocks());

  test.each<[string, RegExp, (outdir: string) => void, (outdir: string) => void]>([
    [
      'the disk is full',
      /late\.k8s\.yaml: ENOSPC: no luck; free space/,
      () => {},
      () => {
        const write = fs.writeFileSync;
        const spy = jest.spyOn(fs, 'writeFileSync');
        spy.mockImplementation((...args) =>
          String(args[1]).includes('task-id: late') ? fail('ENOSPC') : write(...args),
        );
      },
    ],
    [
      'a subfolder cannot be written',
      /sub: EACCES: no luck; make it/,
      (outdir) => mkdirSync(join(outdir, 'sub')),
      (outdir) =>
        jest.spyOn(fs, 'accessSync').mockImplementation((path) => path === join(outdir, 'sub') && fail('EACCES')),
    ],
    [
      'a manifest cannot be read',
      /task1\.k8s\.yaml: EPERM: no luck; make it/,
      () => {},
      () => jest.spyOn(fs, 'readFileSync').mockImplementation(() => fail('EPERM')),
    ],
    [
      'a subfolder cannot be read',
      /web: EACCES: no luck; make it/,
      (outdir) => mkdirSync(join(outdir, 'web')),
      (outdir) => {
        const list = fs.readdirSync as (...args: unknown[]) => never;
        const deny = (...args: unknown[]) => (args[0] === join(outdir, 'web') ? fail('EACCES') : list(...args));
        jest.spyOn(fs, 'readdirSync').mockImplementation(deny as never);
      },
    ],
    [
      'a folder lies where a manifest goes',
      /task1\.k8s\.yaml: is a folder, and only a file may have/,
      (outdir) => {
        rmSync(join(outdir, 'task1.k8s.yaml'));
        mkdirSync(join(outdir, 'task1.k8s.yaml'));
      },
      () => {},
    ],
    [
      'a file lies where a folder goes',
      /sub: EEXIST: .*; move the file away: the path is needed for a folder/,
      (outdir) => writeFileSync(join(outdir, 'sub'), 'mine'),
      () => {},
    ],
  ])('since %s, the place and the way out are said, and everything stays as it was', (_, message, prepare, mock) => {
    const outdir = newFolder();
    synth(outdir, 'gone', 'task1');
    prepare(outdir);
    const before = stateOf(outdir);
    const app = appOf(outdir, { taskId: 'task1', timeout: 5 }, 'task2', { taskId: 'late', folder: 'sub' });
    mock(outdir);
    expect(() => app.synth()).toThrow(UserError);
    expect(() => app.synth()).toThrow(message);
    jest.restoreAllMocks();
    expect(stateOf(outdir)).toEqual(before);
  });
});

describe('in the output folder', () => {
  test('a manifest that did not change is left alone, one that did is written', () => {
    const outdir = newFolder();
    synth(outdir, 'task1', 'task2');
    age(outdir);
    const before = stateOf(outdir) as unknown[];
    synth(outdir, 'task1', 'task2');
    expect(stateOf(outdir)).toEqual(before);
    synth(outdir, 'task1', { taskId: 'task2', timeout: 5 });
    const [first, second] = stateOf(outdir) as unknown[];
    expect(first).toEqual(before[0]);
    expect(second).not.toEqual(before[1]);
    expect(readFileSync(join(outdir, 'task2.k8s.yaml'), 'utf8')).toContain('--timeout');
  });

  test('the manifests of tasks that have gone are deleted, and no other file', () => {
    const outdir = newFolder();
    const others = ['README.md', 'app.yaml', 'k8s.yaml', 'task1.k8s.yaml.orig', 'sub/values.yaml', '.hidden'];
    mkdirSync(join(outdir, 'sub'));
    for (const name of others) {
      writeFileSync(join(outdir, name), 'kind: Other\n');
    }
    synth(outdir, 'task1', 'task2');
    synth(outdir, 'task2', 'task3');
    expect(namesIn(outdir)).toEqual([...others, 'task2.k8s.yaml', 'task3.k8s.yaml'].sort());
    synth(outdir);
    expect(namesIn(outdir)).toEqual([...others].sort());
  });

  test('nothing is written for no tasks, but the folder is there: the cdk8s CLI looks for it', () => {
    const outdir = join(newFolder(), 'new');
    synth(outdir);
    expect(readdirSync(outdir)).toEqual([]);
  });

  test.each(['before', 'after'])(
    'a stale manifest that another program removes %s it was read is no mistake',
    (when) => {
      const outdir = newFolder();
      synth(outdir, 'gone', { taskId: 'late', folder: 'sub' });
      const read = fs.readFileSync;
      const spy = jest.spyOn(fs, 'readFileSync').mockImplementation((path, ...args) => {
        const text = read(path, ...args);
        rmSync(String(path));
        return when === 'after' ? text : read(path, ...args);
      });
      synth(outdir, 'task1');
      spy.mockRestore();
      expect(namesIn(outdir)).toEqual(['sub/', 'task1.k8s.yaml']);
    },
  );

  test('a subfolder that another program removes before it was read is no mistake', () => {
    const outdir = newFolder();
    mkdirSync(join(outdir, 'sub'));
    const list = fs.readdirSync as (...args: unknown[]) => never;
    const spy = jest.spyOn(fs, 'readdirSync').mockImplementation(((...args: unknown[]) => {
      if (args[0] === join(outdir, 'sub')) {
        rmSync(join(outdir, 'sub'), { recursive: true, force: true });
      }
      return list(...args);
    }) as never);
    synth(outdir, 'task1');
    spy.mockRestore();
    expect(namesIn(outdir)).toEqual(['task1.k8s.yaml']);
  });

  test('two apps of one command are refused, since each would remove the manifests of the other', () => {
    const outdir = newFolder();
    process.env.CDK8S_KERUTA_EMPTY_FOLDER = outdir;
    try {
      synth(outdir, 'task1', 'task2');
      synth(outdir, 'task1', 'task2');
      const path = (id: string) =>
        `two apps write one output folder: ${id}.k8s.yaml is from another app of this command; `;
      expect(() => synth(outdir, 'task1')).toThrow(path('task2'));
      expect(() => synth(outdir, { taskId: 'task1', timeout: 5 }, 'task2')).toThrow(path('task1'));
      expect(namesIn(outdir)).toEqual(['task1.k8s.yaml', 'task2.k8s.yaml']);
      synth(outdir, 'task1', 'task2', 'task3');
      process.env.CDK8S_KERUTA_EMPTY_FOLDER = 'another';
      synth(outdir, 'task1');
      expect(namesIn(outdir)).toEqual(['task1.k8s.yaml']);
    } finally {
      delete process.env.CDK8S_KERUTA_EMPTY_FOLDER;
    }
  });

  test('a chart with nothing in it has no file, and the one that it had goes', () => {
    const outdir = newFolder();
    synth(outdir, { taskId: 'task1', existingClaim: 'claim' });
    expect(namesIn(outdir)).toEqual(['task1.k8s.yaml']);
    synth(outdir, { taskId: 'task1', existingClaim: 'claim', done: true });
    expect(namesIn(outdir)).toEqual([]);
  });

  test('only manifests are written, even if the cdk8s CLI asks for more', () => {
    process.env.CDK8S_RECORD_CONSTRUCT_METADATA = 'true';
    try {
      const outdir = newFolder();
      synth(outdir, 'task1');
      expect(namesIn(outdir)).toEqual(['task1.k8s.yaml']);
    } finally {
      delete process.env.CDK8S_RECORD_CONSTRUCT_METADATA;
    }
  });
});

describe('in the folders of families and shards', () => {
  const inFolders = (...ids: string[]): TaskChartProps[] => ids.map((id) => ({ taskId: id, folder: `of-${id}` }));

  test('a task that has gone takes its manifest and the empty folder along', () => {
    const outdir = newFolder();
    synth(outdir, ...inFolders('task1', '123'), { taskId: 'task2', folder: 'of-task1' });
    expect(namesIn(outdir)).toEqual(['of-123/123.k8s.yaml', 'of-task1/task1.k8s.yaml', 'of-task1/task2.k8s.yaml']);
    synth(outdir, { taskId: 'task2', folder: 'of-task1' });
    expect(namesIn(outdir)).toEqual(['of-task1/task2.k8s.yaml']);
  });

  test('a folder in which something else lies stays', () => {
    const outdir = newFolder();
    synth(outdir, ...inFolders('task1'));
    writeFileSync(join(outdir, 'of-task1', 'kustomization.yaml'), 'kind: Kustomization\n');
    synth(outdir);
    expect(namesIn(outdir)).toEqual(['of-task1/kustomization.yaml']);
  });

  test('a manifest of another app stays, since the output folder may be the whole repository', () => {
    const outdir = newFolder();
    const others = ['argocd/tasks.k8s.yaml', 'web/task1.k8s.yaml', 'a/b/task1.k8s.yaml'];
    for (const name of others) {
      mkdirSync(join(outdir, name, '..'), { recursive: true });
      writeFileSync(join(outdir, name), 'kind: Deployment\nmetadata:\n  labels:\n    task-id: task10\n');
    }
    synth(outdir, 'task1');
    expect(namesIn(outdir)).toEqual([...others, 'task1.k8s.yaml'].sort());
  });

  test('a manifest bears its task’s id, in whatever construct its chart is, and goes with it', () => {
    const outdir = newFolder();
    const inGroup = (...ids: string[]) => {
      const app = new TaskApp({ outdir });
      const group = new Construct(app, 'group');
      for (const props of inFolders(...ids)) {
        new TaskChart(group, props);
      }
      app.synth();
    };
    inGroup('task1', 'task2');
    expect(namesIn(outdir)).toEqual(['of-task1/task1.k8s.yaml', 'of-task2/task2.k8s.yaml']);
    inGroup('task1');
    expect(namesIn(outdir)).toEqual(['of-task1/task1.k8s.yaml']);
  });

  test('two charts that would have one file are refused', () => {
    const app = appOf(newFolder(), ...inFolders('task1'));
    new TaskChart(new Construct(app, 'group'), { taskId: 'task1', folder: 'of-task1' });
    expect(() => app.synth()).toThrow('[task1] and [group/task1] both make of-task1/task1.k8s.yaml; ');
    expect(namesIn(app.outdir)).toEqual([]);
  });

  test('another layout moves every manifest', () => {
    const outdir = newFolder();
    synth(outdir, 'task1', 'task2');
    synth(outdir, ...inFolders('task1', 'task2'));
    expect(namesIn(outdir)).toEqual(['of-task1/task1.k8s.yaml', 'of-task2/task2.k8s.yaml']);
    synth(outdir, { taskId: 'task1', folder: 'shard-0-of-1' }, { taskId: 'task2', folder: 'shard-0-of-1' });
    expect(namesIn(outdir)).toEqual(['shard-0-of-1/task1.k8s.yaml', 'shard-0-of-1/task2.k8s.yaml']);
    synth(outdir, 'task1');
    expect(namesIn(outdir)).toEqual(['task1.k8s.yaml']);
  });
});
