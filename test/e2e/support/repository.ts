import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addTaskCharts, type Layout, loadTasks, type MakeChart, TaskApp } from '../../../lib';

/** A Git repository with tasks, on the branch `main`. The engine has to be able to read its folder. */
export class TaskRepository {
  readonly folder = mkdtempSync(join(tmpdir(), 'keruta-e2e-'));

  /** The layout of the last commit. */
  layout: Layout = 'flat';

  constructor() {
    this.git('init', '--quiet', '--initial-branch', 'main');
  }

  /**
   * Commits tasks and their manifests, as `npm run synth` writes them.
   *
   * @param tasks the content of tasks.yaml
   * @param makeChart makes each task's chart, for control experiments
   * @returns the commit
   */
  commit(tasks: object, makeChart?: MakeChart): string {
    const file = join(this.folder, 'tasks.yaml');
    // JSON is YAML.
    writeFileSync(file, JSON.stringify(tasks, undefined, 2));
    const loaded = loadTasks(file);
    const app = new TaskApp({ outdir: join(this.folder, 'dist') });
    addTaskCharts(app, loaded.tasks, makeChart);
    app.synth();
    this.layout = loaded.layout;
    return this.commitFiles();
  }

  /** Commits the files as they are. */
  commitFiles(): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'tasks');
    return this.head();
  }

  /** The last commit. */
  head(): string {
    return this.git('rev-parse', 'HEAD');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private git(...words: string[]): string {
    const who = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.com', '-c', 'commit.gpgSign=false'];
    return execFileSync('git', [...who, ...words], { cwd: this.folder, encoding: 'utf8' }).trim();
  }
}
