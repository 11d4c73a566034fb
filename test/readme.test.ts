import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { loadTasks } from '../lib';
import { scratchFolder } from './support';

const root = join(__dirname, '..');
const scratch = scratchFolder();
const documents = ['README.md', 'README.ja.md', 'CONTRIBUTING.md', ...markdownIn('docs')];
const textOf = (document: string) => readFileSync(join(root, document), 'utf8');
const blocksOf = (document: string, language: string) =>
  [...textOf(document).matchAll(/^```(\w+)\n(.*?)^```/gms)]
    .filter((found) => found[1] === language)
    .map((found) => found[2] as string);

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

describe('the documents', () => {
  test.each(documents)('%s links to files that exist', (document) => {
    const links = [...textOf(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((found) => found[1] as string);
    expect(links.filter((link) => !existsSync(join(root, document, '..', link)))).toEqual([]);
  });

  test.each(documents)('%s names npm scripts that exist', (document) => {
    const { scripts } = JSON.parse(textOf('package.json'));
    const named = [...textOf(document).matchAll(/npm run ([\w:-]+)/g)].map((found) => found[1] as string);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test('README.ja.md has the code blocks of README.md', () => {
    const code = (document: string) =>
      ['ts', 'sh']
        .flatMap((language) => blocksOf(document, language))
        .map((block) => block.replace(/ *(\/\/|#) .*$/gm, ''));
    expect(code('README.ja.md')).toEqual(code('README.md'));
  });

  test('every tasks.yaml in them is free of mistakes', () => {
    const texts = documents.flatMap((document) => blocksOf(document, 'yaml')).filter((text) => /^tasks:/m.test(text));
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) {
      writeFileSync(join(scratch, 'tasks.yaml'), text);
      expect(loadTasks(join(scratch, 'tasks.yaml')).tasks).not.toEqual([]);
    }
  });
});

describe('the programs in README.md', () => {
  const programs = blocksOf('README.md', 'ts');
  // Inside the repository, so that the packages are found.
  const folder = join(root, 'build', 'readme');

  beforeAll(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    programs.forEach((program, index) => {
      writeFileSync(join(folder, `program${index}.ts`), program);
    });
    const compilerOptions = { paths: { 'cdk8s-keruta': ['../../lib/index.ts'] } };
    const config = {
      extends: '../../tsconfig.json',
      compilerOptions,
      // The examples are compiled in the same run: most of its time goes into the types of the packages.
      include: ['*.ts', '../../examples'],
      exclude: [],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  });

  test('compile, and so do the examples', () => {
    expect(programs.length).toBeGreaterThan(2);
    execFileSync('node_modules/.bin/tsc', ['-p', folder], { cwd: root, encoding: 'utf8' });
  });

  test.each(programs.map((program, index) => [index, program] as const))(
    'program %i writes manifests',
    (_, program) => {
      const outdir = mkdtempSync(join(scratch, 'program-'));
      const { code } = transformSync(program, {
        configFile: false,
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
      });
      const requireHere = (name: string) => require(name === 'cdk8s-keruta' ? '../lib' : name);
      const outdirBefore = process.env.CDK8S_OUTDIR;
      process.env.CDK8S_OUTDIR = outdir;
      try {
        new Function('require', 'exports', code)(requireHere, {});
      } finally {
        if (outdirBefore === undefined) {
          delete process.env.CDK8S_OUTDIR;
        } else {
          process.env.CDK8S_OUTDIR = outdirBefore;
        }
      }
      expect(readdirSync(outdir).length).toBeGreaterThan(0);
    },
  );
});
