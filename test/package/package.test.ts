import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Consumer, pack, ROOT, type Tarball } from './consumer';

const folder = mkdtempSync(join(tmpdir(), 'keruta-package-'));
const consumer = new Consumer();
let tarball: Tarball;

beforeAll(() => {
  tarball = pack(folder);
  consumer.install(tarball);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  consumer.remove();
});

/** The paths of what is committed or about to be. */
function sources(...paths: string[]): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...paths];
  const names = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\n').slice(0, -1);
  return names.filter((name) => existsSync(join(ROOT, name)));
}

/** The examples of a page, each as a file that is named after what it is an example of: those with tests as tests. */
function examplesIn(page: string): [name: string, text: string][] {
  return readFileSync(join(ROOT, page), 'utf8')
    .split(/^### /m)
    .flatMap((section) => {
      const name = /\w+/.exec(section)?.[0];
      return [...section.matchAll(/^```ts\n(.*?)^```/gms)].map(([, text = '']): [string, string] => [
        `${name}${/^test\(/m.test(text) ? '.test' : ''}.ts`,
        text,
      ]);
    });
}

describe('the package', () => {
  test('holds compiled code, types, source maps, assets, schema and templates, and nothing else', () => {
    // These two start the sources of this repository, which the package does not have.
    const built = sources('lib', 'imports/*.ts', ':!lib/*.cjs').flatMap((name) =>
      name.endsWith('.ts')
        ? ['.d.ts', '.js', '.js.map'].map((ending) => `build/${name.slice(0, -'.ts'.length)}${ending}`)
        : [`build/${name}`],
    );
    const others = ['LICENSE', 'package.json', ...sources('README*', 'schema', 'templates')];
    expect(tarball.files).toEqual([...built, ...others].sort());
  });

  test('has source maps that hold their sources', () => {
    const maps = tarball.files.filter((name) => name.endsWith('.map'));
    for (const name of maps) {
      const map = JSON.parse(readFileSync(join(ROOT, name), 'utf8')) as { sources: string[]; sourcesContent: string[] };
      const source = join(ROOT, dirname(name), map.sources[0] as string);
      expect(map.sourcesContent).toEqual([readFileSync(source, 'utf8')]);
    }
  });

  test('installs four packages besides its peers and their dependencies', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(consumer.installed).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    expect(Object.keys(dependencies)).toHaveLength(4);
    expect(consumer.installed.length).toBeLessThan(20);
  });

  test.each([
    ['publint', ['--strict', ROOT]],
    ['attw', []],
  ])('is what %s wants', (tool, args) => {
    const paths = tool === 'attw' ? [tarball.path] : args;
    const { status, stdout, stderr } = spawnSync(join(ROOT, 'scripts/tools/node_modules/.bin', tool), paths, {
      encoding: 'utf8',
    });
    expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
  });
});

describe('a consumer', () => {
  const examples = ['docs/library.md', 'docs/api/cdk8s-keruta.md', 'docs/api/cdk8s-keruta/testing.md'].flatMap(
    examplesIn,
  );
  const samples = ['task123.k8s.yaml', 'task456.k8s.yaml'];
  const expected = (name: string) => readFileSync(join(ROOT, 'dist', name), 'utf8');

  beforeAll(() => {
    for (const [name, text] of examples) {
      consumer.write(name, text);
    }
    const { status, stdout } = consumer.tool('tsc', ['-p', '.', '--typeRoots', join(ROOT, 'node_modules/@types')]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  test.each(['app.mjs', 'app.cjs'])('synthesizes the same manifests in %s', (program) => {
    const { status, stderr } = consumer.run('node', [`compiled/${program}`], { outdir: program });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const name of samples) {
      expect(consumer.read(`${program}/${name}`)).toBe(expected(name));
    }
  });

  test('extends both constructs, and gets nothing but what it added', () => {
    const { status, stderr } = consumer.run('node', ['compiled/extended.mjs'], { outdir: 'extended' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const extended = consumer.read('extended/task123.k8s.yaml').split('\n');
    const plain = expected('task123.k8s.yaml').split('\n');
    expect(extended.filter((line) => !plain.includes(line)).map((line) => line.trim())).toEqual([
      'storage: 100Gi',
      'initContainers:',
      '- name: proxy',
      'image: proxy:1',
      'restartPolicy: Always',
      'terminationGracePeriodSeconds: 120',
    ]);
    expect(plain.filter((line) => !extended.includes(line)).map((line) => line.trim())).toEqual(['storage: 1Gi']);
  });

  test('imports it without side effects', () => {
    const { status, stdout, stderr } = consumer.run('node', ['side-effects.cjs', 'cdk8s-keruta']);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('tests its tasks with the helpers', () => {
    const { status, stderr } = consumer.tool('jest', []);
    expect(stderr).toMatch(/^Tests: +\d+ passed, \d+ total$/m);
    expect(status).toBe(0);
  });

  test.each(examples.map(([name]) => name).filter((name) => !name.includes('.test.')))(
    'runs the example %s',
    (name) => {
      const { status, stderr } = consumer.run('node', [`compiled/${name.replace('.ts', '.js')}`]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    },
  );

  test('finds the schema', () => {
    const { stdout } = consumer.run('node', ['-p', "require('cdk8s-keruta/schema').title"]);
    expect(stdout).toBe('Tasks of keruta\n');
  });

  describe('runs the command', () => {
    test('with a help for each verb', () => {
      const verbs = [...consumer.command(['--help']).stdout.matchAll(/^ {2}(\w+) {2}/gm)].map(
        ([, verb]) => verb as string,
      );
      expect(verbs.length).toBeGreaterThan(4);
      for (const verb of verbs) {
        expect(consumer.command([verb, '--help']).stdout).toMatch(new RegExp(`^cdk8s-keruta ${verb}`));
      }
    });

    test('and loads only what a verb needs', () => {
      const main = 'node_modules/cdk8s-keruta/build/lib/cli/main.js';
      const loaded = (...args: string[]) =>
        consumer
          .run('node', ['-r', './loaded.cjs', main, ...args])
          .stderr.split('\n')
          .slice(0, -1);
      expect(loaded('--help')).toEqual(['cdk8s-keruta', 'fastest-levenshtein']);
      expect(loaded('check', '--help')).toEqual(['cdk8s-keruta', 'fastest-levenshtein', 'js-yaml']);
      expect(loaded('graph')).not.toContain('cdk8s');
    });

    test('to check the manifests', () => {
      consumer.write('cdk8s.yaml', 'app: node compiled/app.cjs');
      expect(consumer.run('node', ['compiled/app.cjs']).status).toBe(0);
      expect(consumer.command(['check'])).toMatchObject({ status: 0, stderr: '' });
      consumer.write('dist/task123.k8s.yaml', '{}');
      const { status, stdout } = consumer.command(['check']);
      expect(status).toBe(1);
      expect(stdout).toContain('dist/task123.k8s.yaml:1: ');
    });

    test('to draw the families, with the style and the script of the page', () => {
      expect(consumer.command(['graph', '--format', 'html'])).toMatchObject({ status: 0, stderr: '' });
    });

    test('to start a repository, from the templates, whose own tests pass', () => {
      expect(consumer.command(['init'], 'new')).toMatchObject({ status: 0, stderr: '' });
      expect(consumer.read('new/main.ts')).toContain("from 'cdk8s-keruta'");
      const typeRoots = join(ROOT, 'node_modules/@types');
      expect(consumer.tool('tsc', ['-p', 'new', '--typeRoots', typeRoots])).toMatchObject({ status: 0, stdout: '' });
      mkdirSync(join(consumer.folder, 'new/node_modules'));
      symlinkSync(join(ROOT, 'node_modules/tsx'), join(consumer.folder, 'new/node_modules/tsx'));
      const tests = consumer.run('node', ['-r', 'tsx/cjs', '--test', 'test/tasks.test.ts'], { folder: 'new' });
      expect(tests).toMatchObject({ status: 0, stdout: expect.stringMatching(/^# pass [1-9]|ℹ pass [1-9]/m) });
    });
  });
});
