import assert from 'node:assert/strict';
import { JsonPatch } from 'cdk8s';
import { addFluxCharts, type MakeChart, TaskApp } from '../../../lib';
import { type ApiObject, applyAll, read, remove } from '../support/cluster';
import { type Job, jobNamed, runsOf } from '../support/jobs';
import { inNamespace, unlessGone } from '../support/namespace';
import { TaskRepository } from '../support/repository';
import { objectsOf } from '../support/tasks';
import { until } from '../support/until';
import { flux, kustomizationsOf, reconcile, repositoryNamed } from './flux';

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
  private readonly handedOver: string[] = [];

  constructor(readonly namespace: string) {}

  commit(tasks: object, makeChart?: MakeChart): string {
    return this.repository.commit(tasks, makeChart);
  }

  /**
   * Hands the repository to Flux, by what `npm run flux` writes for the layout of the last commit.
   *
   * @param name of the Kustomization and the GitRepository
   * @param patches of the Kustomization, for control experiments
   * @returns the names of the Kustomizations
   */
  async handOver(name = this.namespace, ...patches: JsonPatch[]): Promise<string[]> {
    const url = await flux('serve', this.repository.folder);
    const app = new TaskApp();
    addFluxCharts(app, { name, url, targetNamespace: this.namespace }, this.repository.layout);
    this.handedOver.push(name);
    const objects: ApiObject[] = objectsOf(app.synthYaml()).map((object) =>
      object.kind === 'Kustomization' ? JsonPatch.apply(object, ...patches) : object,
    );
    await applyAll(objects);
    return objects.flatMap(({ kind, metadata }) => (kind === 'Kustomization' ? [metadata.name] : []));
  }

  /** Commits tasks, hands them over, and waits until they are in the cluster. */
  async start(tasks: object, makeChart?: MakeChart, ...patches: JsonPatch[]): Promise<void> {
    this.commit(tasks, makeChart);
    const [name = ''] = await this.handOver(this.namespace, ...patches);
    assert.match(await reconcile(name), /^Ready=True/);
  }

  /** Commits tasks and waits until the Kustomization has brought them to the cluster. */
  async bring(tasks: object, makeChart?: MakeChart): Promise<void> {
    const revision = this.commit(tasks, makeChart);
    const result = await reconcile(this.namespace);
    assert.match(result, /^Ready=True/);
    assert.ok(result.includes(revision), `${result} is of ${revision}`);
  }

  /** Commits tasks and lets the Kustomization try to bring them. */
  async tryToBring(tasks: object, makeChart?: MakeChart): Promise<string> {
    this.commit(tasks, makeChart);
    return reconcile(this.namespace);
  }

  readonly job = (id: string) => read<Job>(jobNamed(`keruta-job-${id}`, this.namespace));
  readonly runs = (id: string) => runsOf(`keruta-job-${id}`, this.namespace);

  /** Takes everything along. */
  async cleanUp(): Promise<void> {
    const left = () => kustomizationsOf(this.namespace);
    await Promise.all((await left()).map((object) => remove(object).catch(unlessGone)));
    await until(`Flux has let go of ${this.namespace}`, async () => (await left()).length === 0);
    await Promise.all(this.handedOver.map((name) => remove(repositoryNamed(name)).catch(unlessGone)));
    this.repository.remove();
  }
}
