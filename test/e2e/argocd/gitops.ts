import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { JsonPatch } from 'cdk8s';
import { addArgoCdCharts, loadArgoCd, type MakeChart, TaskApp } from '../../../lib';
import { applyAll, read, remove } from '../support/cluster';
import { unlessGone } from '../support/namespace';
import { TaskRepository } from '../support/repository';
import { objectsOf } from '../support/tasks';
import { until } from '../support/until';
import { applicationsOf, argoNamed, synced } from './application';

/** Runs a test with a repository and a namespace of its own, which are gone afterwards, claims too. */
export async function withGitOps(test: (gitOps: GitOps) => Promise<void>): Promise<void> {
  const gitOps = new GitOps();
  try {
    await test(gitOps);
  } finally {
    await gitOps.cleanUp();
  }
}

/** A Git repository with tasks, and the namespace that Argo CD brings them to. */
export class GitOps {
  /** Of the cluster; Argo CD makes it. */
  readonly namespace = `keruta-e2e-${randomBytes(4).toString('hex')}`;

  private readonly repository = new TaskRepository();
  private readonly handedOver: string[] = [];

  /** Commits tasks and their manifests, as `npm run synth` writes them. */
  commit(tasks: object, makeChart?: MakeChart): string {
    return this.repository.commit(tasks, makeChart);
  }

  /**
   * Hands the repository to Argo CD, by what `npm run argocd` writes for the layout of the last commit.
   *
   * @param name of the Application or ApplicationSet
   * @param patches of that object, for control experiments
   */
  async handOver(name = this.namespace, ...patches: JsonPatch[]): Promise<void> {
    const file = join(this.repository.folder, 'argocd.yaml');
    const { href: repoURL } = pathToFileURL(this.repository.folder);
    writeFileSync(file, JSON.stringify({ name, repoURL, destination: { namespace: this.namespace } }));
    const app = new TaskApp();
    addArgoCdCharts(app, loadArgoCd(file), this.repository.layout);
    this.handedOver.push(name);
    await applyAll(objectsOf(app.synthYaml()).map((object) => JsonPatch.apply(object, ...patches)));
  }

  /** Commits tasks and waits until the Application has brought them to the cluster. */
  async bring(tasks: object, makeChart?: MakeChart): Promise<void> {
    await synced(this.namespace, this.commit(tasks, makeChart));
  }

  /** Takes everything along: Applications first, or they would make the namespace again. */
  async cleanUp(): Promise<void> {
    const sets = this.handedOver.map((name) => argoNamed('ApplicationSet', name));
    const theirs = async () => (await Promise.all(sets.map((set) => read(set)))).filter((set) => set !== undefined);
    const rest = () => applicationsOf(this.namespace);
    // A set makes an Application that is deleted before it again.
    for (const left of [theirs, rest]) {
      await Promise.all((await left()).map((object) => remove(object).catch(unlessGone)));
      await until(`Argo CD has let go of ${this.namespace}`, async () => (await left()).length === 0);
    }
    await remove({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: this.namespace } }).catch(unlessGone);
    this.repository.remove();
  }
}
