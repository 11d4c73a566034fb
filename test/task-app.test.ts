import fs, {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy, type ResolutionContext, Testing, YamlOutputType } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import { TaskApp, TaskChart, type TaskChartProps, UserError } from '../lib';
import { scratchFolder } from './support';

const scratch = scratchFolder();
const newFolder = () => mkdtempSync(join(scratch, 'out-'));

type Tasks = readonly (string | TaskChartProps)[];

/** An app with these tasks; the others of their props are the defaults. */
function appOf(outdir: string, ...tasks: Tasks): TaskApp {
  const app = new TaskApp({ outdir });
  for (const task of tasks) {
    new TaskChart(app, typeof task === 'string' ? { taskId: task } : task);
  }
  return app;
}

const synth = (outdir: string, ...tasks: Tasks) => appOf(outdir, ...tasks).synth();

/** Files of a folder and of its subfolders; empty folders end in a slash. */
function namesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .map((entry) => [entry, join(entry.parentPath, entry.name)] as const)
    .filter(([entry, path]) => entry.isFile() || readdirSync(path).length === 0)
    .map(([entry, path]) => path.slice(folder.length + 1) + (entry.isFile() ? '' : '/'))
    .sort();
}

/** All that a synth could change of a folder: each file with its text, its time and its inode. */
function stateOf(folder: string): unknown {
  return namesIn(folder).map((name) => {
    const { ino, mtimeMs } = statSync(join(folder, name));
    return [name, ino, name.endsWith('/') ? undefined : [mtimeMs, readFileSync(join(folder, name), 'utf8')]];
  });
}

/** Puts the times of a folder's files so far back that any write shows. */
function age(folder: string): void {
  for (const name of namesIn(folder)) {
    utimesSync(join(folder, name), 1, 1);
  }
}

/** An object in a chart of its own, the last. */
const secretIn = (app: TaskApp) => new ApiObject(new Chart(app, 'z'), 'last', { apiVersion: 'v1', kind: 'Secret' });

describe('a drop-in for App', () => {
  /** What people build of cdk8s: charts in charts and in groups, dependencies, lazy values, cdk8s-plus. */
  function build(app: App): App {
    const outer = new Chart(app, 'outer', { namespace: 'agents', labels: { team: 'web' } });
    const last = new ApiObject(outer, 'last', { apiVersion: 'v1', kind: 'Secret', stringData: { a: 'b' } });
    const first = new ConfigMap(outer, 'first', { data: { path: Lazy.any({ produce: () => outer.node.path }) } });
    last.node.addDependency(first);
    const inner = new Chart(outer, 'inner');
    new ApiObject(inner, 'x', { apiVersion: 'v1', kind: 'Secret' }).addJsonPatch(JsonPatch.add('/immutable', true));
    const group = new Construct(app, 'group');
    new ApiObject(new Chart(group, 'Grouped_Chart'), 'x', { apiVersion: 'v1', kind: 'Secret' });
    new TaskChart(app, { taskId: 'task1' });
    return app;
  }
  const documents = (text: string) => parseAllDocuments(text).map((document) => document.toJS());

  test('which synthesizes the same objects, in the same order', () => {
    expect(documents(build(new TaskApp()).synthYaml())).toEqual(documents(build(new App()).synthYaml()));
  });

  test('which writes the same files, but for the numbers that a dependency puts before their names', () => {
    const [ours, theirs] = [newFolder(), newFolder()];
    build(new TaskApp({ outdir: ours })).synth();
    build(new App({ outdir: theirs })).synth();
    const unnumbered = namesIn(theirs).map((name) => name.replace(/^\d{4}-/, ''));
    expect(unnumbered).not.toEqual(namesIn(theirs));
    expect(namesIn(ours)).toEqual(unnumbered.sort());
  });

  test('which the charts find as their app', () => {
    const app = appOf(scratch, 'task1');
    expect(app).toBeInstanceOf(App);
    expect(App.of(app.charts[0] as Chart)).toBe(app);
  });

  test('with toJson and Testing.synth', () => {
    const [chart] = appOf(scratch, 'task1').charts as [Chart];
    expect(Testing.synth(chart)).toMatchObject([{ kind: 'PersistentVolumeClaim' }, { kind: 'Job' }]);
    expect(chart.toJson()).toEqual(Testing.synth(chart));
  });

  test('with resolvers', () => {
    const resolve = (context: ResolutionContext) => {
      if (context.value === 'low') {
        context.replaceValue('high');
      }
    };
    const app = new TaskApp({ resolvers: [{ resolve }] });
    new ApiObject(new Chart(app, 'mine'), 'x', { apiVersion: 'v1', kind: 'Secret', type: 'low' });
    expect(app.synthYaml()).toContain('type: high');
  });

  test('with charts that make their own objects', () => {
    class Fixed extends Chart {
      public override toJson() {
        return [{ kind: 'Fixed' }];
      }
    }
    const app = new TaskApp();
    new Fixed(app, 'fixed');
    expect(app.synthYaml()).toBe('kind: Fixed\n');
  });

  test('that writes where outdir says, else CDK8S_OUTDIR, else to dist', () => {
    const before = process.env.CDK8S_OUTDIR;
    const folder = newFolder();
    try {
      process.env.CDK8S_OUTDIR = join(folder, 'deep', 'er');
      const app = new TaskApp();
      new TaskChart(app, { taskId: 'task1' });
      app.synth();
      expect(namesIn(folder)).toEqual(['deep/er/task1.k8s.yaml']);
      expect(new TaskApp({ outdir: 'other' }).outdir).toBe('other');
      delete process.env.CDK8S_OUTDIR;
      expect(new TaskApp().outdir).toBe('dist');
    } finally {
      if (before !== undefined) {
        process.env.CDK8S_OUTDIR = before;
      }
    }
  });

  test.each([
    [{ yamlOutputType: YamlOutputType.FILE_PER_APP }, 'yamlOutputType FILE_PER_APP cannot be set in a TaskApp'],
    [{ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE }, 'allowed: FILE_PER_CHART'],
    [{ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE }, 'allowed: FILE_PER_CHART'],
    [{ outputFileExtension: '.yaml' }, 'outputFileExtension .yaml cannot be set in a TaskApp; allowed: .k8s.yaml'],
    [{ recordConstructMetadata: true }, 'recordConstructMetadata cannot be set in a TaskApp; allowed: false'],
  ])('which refuses %j', (props, message) => {
    expect(() => new TaskApp(props)).toThrow(message);
  });

  test('which takes what it refuses anything else for', () => {
    const props = {
      yamlOutputType: YamlOutputType.FILE_PER_CHART,
      outputFileExtension: '.k8s.yaml',
      recordConstructMetadata: false,
    };
    expect(() => new TaskApp(props)).not.toThrow();
  });
});

test('each object is rendered once, and each construct asked once whether it is valid', () => {
  const app = appOf(newFolder(), 'task1', 'task2', 'task3');
  const validate = jest.fn(() => []);
  app.charts[0]?.node.addValidation({ validate });
  const toJson = jest.spyOn(ApiObject.prototype, 'toJson');
  app.synth();
  expect(toJson).toHaveBeenCalledTimes(6);
  expect(validate).toHaveBeenCalledTimes(1);
  toJson.mockRestore();
});

test('the same charts give the same bytes, again and again', () => {
  const outdir = newFolder();
  const app = appOf(outdir, 'task1', 'task2');
  const texts = app.manifests();
  app.synth();
  expect(app.manifests()).toEqual(texts);
  expect(texts.map(({ path }) => [path, readFileSync(join(outdir, path), 'utf8')])).toEqual(
    texts.map(({ path, text }) => [path, text]),
  );
  expect(appOf(outdir, 'task1', 'task2').manifests()).toEqual(texts);
});

test('synthYaml is the files one after the other', () => {
  const app = appOf(scratch, 'task1', { taskId: 'task2', env: { ODD: '0o17' } });
  const [first, second] = app.manifests().map(({ text }) => text) as [string, string];
  expect(second).toContain("value: '0o17'");
  expect(app.synthYaml()).toBe(`${first}---\n${second}`);
  expect(new TaskApp().synthYaml()).toBe('');
});

describe('a synth that fails leaves the folder as it was', () => {
  test.each<[string, (app: TaskApp) => void]>([
    ['a construct is not valid', (app) => app.node.addValidation({ validate: () => ['never'] })],
    ['the last object cannot be rendered', (app) => secretIn(app).addJsonPatch(JsonPatch.test('/kind', 'Pod'))],
    [
      'two objects wait for each other',
      (app) => {
        const object = secretIn(app);
        const other = new ApiObject(Chart.of(object), 'other', { apiVersion: 'v1', kind: 'Secret' });
        object.addDependency(other);
        other.addDependency(object);
      },
    ],
  ])('when %s', (_, spoil) => {
    const outdir = newFolder();
    synth(outdir, 'task1', 'gone');
    age(outdir);
    const before = stateOf(outdir);
    const app = appOf(outdir, { taskId: 'task1', timeout: 5 }, 'new');
    spoil(app);
    expect(() => app.synth()).toThrow();
    expect(stateOf(outdir)).toEqual(before);
  });

  test('and makes none where there was none', () => {
    const outdir = join(scratch, 'none');
    const app = appOf(outdir, 'task1');
    app.node.addValidation({ validate: () => ['never'] });
    expect(() => app.synth()).toThrow('never');
    expect(existsSync(outdir)).toBe(false);
  });

  test('and the next one is not the worse for it', () => {
    const app = appOf(newFolder(), 'task1');
    let answer = ['not yet'];
    app.node.addValidation({ validate: () => answer });
    expect(() => app.synth()).toThrow('not yet');
    answer = [];
    app.synth();
    expect(namesIn(app.outdir)).toEqual(['task1.k8s.yaml']);
  });
});

describe('where the manifests cannot be written', () => {
  const fail = (code: string) => {
    throw Object.assign(new Error(`${code}: no luck, write`), { code });
  };

  afterEach(() => jest.restoreAllMocks());

  test.each<[string, RegExp, (outdir: string) => void, (outdir: string) => void]>([
    [
      'the disk is full',
      /late\.k8s\.yaml: ENOSPC: no luck; make room/,
      () => {},
      () => {
        const write = fs.writeFileSync;
        const spy = jest.spyOn(fs, 'writeFileSync');
        spy.mockImplementation((...args) => (spy.mock.calls.length % 3 === 0 ? fail('ENOSPC') : write(...args)));
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
      /gone\.k8s\.yaml: EPERM: no luck; make it/,
      () => {},
      () => jest.spyOn(fs, 'readFileSync').mockImplementation(() => fail('EPERM')),
    ],
    [
      'a folder lies where a manifest goes',
      /task1\.k8s\.yaml: EISDIR: .*; move away what is there: a manifest/,
      (outdir) => {
        rmSync(join(outdir, 'task1.k8s.yaml'));
        mkdirSync(join(outdir, 'task1.k8s.yaml'));
      },
      () => {},
    ],
    [
      'a file lies where a folder goes',
      /sub: EEXIST: .*; move away what is there: a folder/,
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

  test.each(['somewhere', 'nowhere'])(
    'a link to %s gives way to the manifest, and is not written through',
    (target) => {
      const outdir = newFolder();
      const mine = join(newFolder(), 'mine');
      writeFileSync(mine, 'mine');
      symlinkSync(target === 'somewhere' ? mine : 'nowhere', join(outdir, 'task1.k8s.yaml'));
      synth(outdir, 'task1');
      expect(readFileSync(mine, 'utf8')).toBe('mine');
      expect(lstatSync(join(outdir, 'task1.k8s.yaml')).isFile()).toBe(true);
    },
  );

  test.each([
    ['before it was read', ['sub/', 'task1.k8s.yaml']],
    ['after it was read', ['task1.k8s.yaml']],
  ])('a stale manifest that another synth removes %s is no matter', (when, left) => {
    const outdir = newFolder();
    synth(outdir, 'gone', { taskId: 'late', folder: 'sub' });
    const read = fs.readFileSync;
    const spy = jest.spyOn(fs, 'readFileSync').mockImplementation((path, ...args) => {
      const text = read(path, ...args);
      rmSync(String(path));
      return when.startsWith('after') ? text : read(path, ...args);
    });
    synth(outdir, 'task1');
    spy.mockRestore();
    expect(namesIn(outdir)).toEqual(left);
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
