import assert from 'node:assert/strict';
import { JsonPatch } from 'cdk8s';
import { addFluxCharts, type MakeChart, TaskApp } from '../../../lib';
import { type ApiObject, applyAll, read, remove } from '../support/cluster';
import { type Job, jobNamed, runsOf } from '../support/jobs';
import { inNamespace, unlessGone } from '../support/namespace';
import { TaskRepository } from '../support/repository';
import { objectsOf } from '../support/tasks';
import { until } from '../support/until';
import { kustomizationsOf, reconcile, repositoryNamed, urlOf } from './flux';

/** Runs a test with a repository and a namespace of its own, which are gone afterwards, claims too. */
export function withFlux(test: (gitOps: FluxGitOps) => Promise<void>): Promise<void> {
  return inNamespace(async (namespace) => {
    const gitOps = new FluxGitOps(namespace);
    try {
      await test(gitOps);
    } finally {
      await gitOps.cleanUp();
    }
  });
}

/** A Git repository with tasks, and the namespace that Flux brings them to, which gives the Kustomization its name. */
export class FluxGitOps {
  readonly repository = new TaskRepository();

  constructor(readonly namespace: string) {}

  commit(tasks: object, makeChart?: MakeChart): string {
    return this.repository.commit(tasks, makeChart);
  }

  /**
   * Hands the repository to Flux, by what `npm run flux` writes for the layout of the last commit.
   *
   * @param patches of the Kustomization, for control experiments
   * @returns the names of the Kustomizations
   */
  async handOver(...patches: JsonPatch[]): Promise<string[]> {
    const url = await urlOf(this.repository.folder);
    const app = new TaskApp();
    const { namespace } = this;
    addFluxCharts(app, { name: namespace, url, targetNamespace: namespace }, this.repository.layout);
    const objects: ApiObject[] = objectsOf(app.synthYaml()).map((object) =>
      object.kind === 'Kustomization' ? JsonPatch.apply(object, ...patches) : object,
    );
    await applyAll(objects);
    return objects.flatMap(({ kind, metadata }) => (kind === 'Kustomization' ? [metadata.name] : []));
  }

  /** Commits tasks, hands them over, and waits until they are in the cluster. */
  async start(tasks: object, makeChart?: MakeChart, ...patches: JsonPatch[]): Promise<void> {
    this.commit(tasks, makeChart);
    await this.handOver(...patches);
    assert.match(await this.reconcile(), /^Ready=True/);
  }

  /** Commits tasks and waits until the Kustomization has brought them to the cluster. */
  async bring(tasks: object, makeChart?: MakeChart): Promise<void> {
    const revision = this.commit(tasks, makeChart);
    const result = await this.reconcile();
    assert.match(result, /^Ready=True/);
    assert.ok(result.includes(revision), `${result} is of ${revision}`);
  }

  /** Commits tasks and lets the Kustomization try to bring them. */
  async tryToBring(tasks: object, makeChart?: MakeChart): Promise<string> {
    this.commit(tasks, makeChart);
    return this.reconcile();
  }

  /** Lets Flux read the repository and bring it to the cluster now. */
  async reconcile(): Promise<string> {
    return (await reconcile(this.namespace, this.repository.head(), [this.namespace])).join();
  }

  readonly job = (id: string) => read<Job>(jobNamed(`keruta-job-${id}`, this.namespace));
  readonly runs = (id: string) => runsOf(`keruta-job-${id}`, this.namespace);

  /** Takes everything along. */
  async cleanUp(): Promise<void> {
    const left = () => kustomizationsOf(this.namespace);
    await Promise.all((await left()).map((object) => remove(object).catch(unlessGone)));
    await until(`Flux has let go of ${this.namespace}`, async () => (await left()).length === 0);
    await remove(repositoryNamed(this.namespace)).catch(unlessGone);
    this.repository.remove();
  }
}
