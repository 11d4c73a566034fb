import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { objectsIn, objectsMadeBy } from '../bench/objects';
import { app, helm, kustomize, plainCdk8s } from '../bench/programs';

const folder = mkdtempSync(join(tmpdir(), 'keruta-bench-test-'));
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
let expected: object[];

beforeAll(() => {
  expected = objectsMadeBy(app(folder, 3));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('each task of the bench makes a claim and a Job', () => {
  expect(expected).toHaveLength(6);
});

test("plain cdk8s makes the app's objects", () => {
  expect(objectsMadeBy(plainCdk8s(join(folder, 'plain'), 3))).toEqual(expected);
});

test("the helm chart's template, filled with its values, holds the app's objects", () => {
  helm(join(folder, 'helm'), 3);
  const { tasks } = load(read('helm', 'values.yaml')) as { tasks: Record<string, string>[] };
  const template = read('helm', 'templates', 'tasks.yaml').replace(/^\{\{- (range .*|end) \}\}$/gm, '');
  const rendered = tasks.map((task) => template.replace(/\{\{ \.(\w+) \}\}/g, (_, key) => task[key] ?? ''));
  expect(objectsIn(rendered)).toEqual(expected);
});

test("the files that the kustomization lists hold the app's objects", () => {
  kustomize(join(folder, 'kustomize'), 3);
  const { resources } = load(read('kustomize', 'kustomization.yaml')) as { resources: string[] };
  expect(objectsIn(resources.map((file) => read('kustomize', file)))).toEqual(expected);
});
