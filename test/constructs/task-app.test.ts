import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy, type ResolutionContext, Testing, YamlOutputType } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import { TaskApp, TaskChart } from '../../lib';
import { age, appOf, namesIn, newFolder, scratch, secretIn, stateOf, synth } from '../apps';

describe('a drop-in for App', () => {
  /** Builds what is usual with cdk8s: charts in charts and in groups, dependencies, lazy values, cdk8s-plus. */
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

  test('with charts of other classes, whatever properties they have', () => {
    class Report extends Chart {
      public readonly folder = 'reports';
    }
    const folder = newFolder();
    const app = new TaskApp({ outdir: folder });
    new ConfigMap(new Report(app, 'report'), 'config');
    new TaskChart(app, { taskId: 'task1', folder: 'family' });
    app.synth();
    expect(namesIn(folder)).toEqual(['family/task1.k8s.yaml', 'report.k8s.yaml']);
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
  const produce = jest.fn(() => 1);
  secretIn(app).metadata.add('rendered', Lazy.any({ produce }));
  app.synth();
  expect(produce).toHaveBeenCalledTimes(1);
  expect(validate).toHaveBeenCalledTimes(1);
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
