import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { addTaskCharts, loadTasks, TaskApp } from '../lib';
import { filesOf, scratchFolder } from './support';

const ROOT = join(__dirname, '..');
const outdir = scratchFolder();

const documents = (...path: string[]): unknown[] =>
  parseAllDocuments(readFileSync(join(...path), 'utf8')).map((document) => document.toJS());

beforeAll(() => {
  const app = new TaskApp({ outdir });
  addTaskCharts(app, loadTasks(join(ROOT, 'tasks.yaml')).tasks);
  app.synth();
});

/** Every field of a value with its path; items of lists by their position. */
function fields(value: unknown, path = ''): [path: string, value: unknown][] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    return [[path, value]];
  }
  return Object.entries(value).flatMap(([key, inner]) => fields(inner, path === '' ? key : `${path} ${key}`));
}

/** The fields that a claim and a Job have in addition to those of the samples. Each has its reason in the README. */
const BEYOND_CLAIM = [
  'metadata annotations argocd.argoproj.io/compare-options',
  'metadata annotations argocd.argoproj.io/sync-options',
  'metadata annotations helm.sh/resource-policy',
  'metadata annotations kustomize.toolkit.fluxcd.io/prune',
];
const TERM = 'spec template spec affinity podAffinity requiredDuringSchedulingIgnoredDuringExecution 0';
const BEYOND_JOB = [
  'metadata labels app',
  'metadata labels keruta/workspace',
  'metadata labels task-id',
  'spec backoffLimit',
  'spec podFailurePolicy rules 0 action',
  'spec podFailurePolicy rules 0 onExitCodes operator',
  'spec podFailurePolicy rules 0 onExitCodes values 0',
  'spec template metadata labels app',
  'spec template metadata labels keruta/workspace',
  'spec template metadata labels task-id',
  `${TERM} labelSelector matchLabels keruta/workspace`,
  `${TERM} topologyKey`,
  'spec template spec automountServiceAccountToken',
  'spec template spec containers 0 terminationMessagePolicy',
  'spec template spec enableServiceLinks',
];

describe.each([
  ['new-claim.yaml', 'task123.k8s.yaml', [BEYOND_CLAIM, BEYOND_JOB]],
  ['existing-claim.yaml', 'task456.k8s.yaml', [BEYOND_JOB]],
])("the contract's sample %s", (sample, manifest, beyond) => {
  const expected = documents(__dirname, 'contract', 'samples', sample);
  const read = () => documents(outdir, manifest);

  test('is as many objects', () => {
    expect(read()).toHaveLength(expected.length);
  });

  const cases = expected.flatMap((object, index) => fields(object).map(([path, value]) => ({ index, path, value })));
  test.each(cases)('has $path in object $index as it says', ({ index, path, value }) => {
    expect(read()[index]).toHaveProperty(path.split(' '), value);
  });

  test('is exceeded by these fields and no other', () => {
    const more = read().map((object, index) => {
      const known = new Set(fields(expected[index]).map(([path]) => path));
      return fields(object)
        .map(([path]) => path)
        .filter((path) => !known.has(path));
    });
    expect(more.map((paths) => paths.sort())).toEqual(beyond.map((paths) => paths.toSorted()));
  });
});

test('dist/ is what tasks.yaml gives', () => {
  expect(filesOf(outdir)).toEqual(filesOf(join(ROOT, 'dist')));
});
