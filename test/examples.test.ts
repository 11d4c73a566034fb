import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { addTaskCharts, loadTasks, TaskApp } from '../lib';
import { runExample } from './example';

const root = join(__dirname, '..');
const programs = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.ts'));

// Those of Argo CD and of the platform are compared in the tests of what they show.
const elsewhere = ['argocd.ts', 'claim-protection.ts', 'platform.ts', 'run-protection.ts'];

test.each(programs.filter((name) => !elsewhere.includes(name)))('%s writes what it says', (name) => {
  expect(runExample(name)).toMatchSnapshot();
});

describe('the family', () => {
  const { tasks, warnings } = loadTasks(join(root, 'examples', 'family'));

  test('is three deep, and runs no two agents at once in a working tree', () => {
    expect(new Set(tasks.map(({ depth }) => depth))).toEqual(new Set([0, 1, 2]));
    expect(warnings.map(({ code, message }) => [code, message])).toEqual([
      ['no-order', expect.stringContaining('shop-search-tests may run before its parent shop-search-again')],
    ]);
  });

  test('comes to its workspaces in every way', () => {
    const app = new TaskApp();
    addTaskCharts(app, tasks);
    expect(Object.fromEntries(app.manifests().map(({ path, text }) => [path, text]))).toMatchSnapshot();
  });
});
