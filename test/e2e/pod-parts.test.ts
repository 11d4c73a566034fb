import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RIGHT_PARTS, WRONG_PARTS, WRONG_TOGETHER, type WrongPart } from '../checks/pod-parts';
import { type ApiObject, apply } from './support/cluster';
import { inNamespace } from './support/namespace';
import { synth } from './support/tasks';

/** A Job with a part that no check of this project has seen. */
function jobWith({ initContainer, volume, mount }: Omit<WrongPart, 'message'>, namespace: string): ApiObject {
  const job = synth('tasks: [{ taskId: a }]', namespace).find(({ kind }) => kind === 'Job') as ApiObject;
  const { template, ...spec } = job.spec as { template: { spec: Pod } };
  const [main] = template.spec.containers;
  const pod = {
    ...template.spec,
    initContainers: initContainer && [initContainer],
    volumes: [...template.spec.volumes, ...(volume ? [volume] : [])],
    containers: [
      { ...main, volumeMounts: [...(main?.volumeMounts ?? []), ...(mount ? [{ name: 'v', ...mount }] : [])] },
    ],
  };
  return { ...job, spec: { ...spec, template: { ...template, spec: pod } } };
}

interface Pod {
  readonly volumes: readonly object[];
  readonly containers: readonly { readonly volumeMounts: readonly object[] }[];
}

describe('the API server refuses a part of a pod that the checks refuse', { concurrency: true }, () => {
  for (const part of [...WRONG_PARTS, ...WRONG_TOGETHER]) {
    test(`${part.title}${part.taken ? ', which it takes' : ''}`, () =>
      inNamespace(async (namespace) => {
        const applied = apply(jobWith(part, namespace), { dryRun: true });
        await (part.taken ? applied : assert.rejects(applied));
      }));
  }
});

describe('the API server takes a part of a pod that the checks take', { concurrency: true }, () => {
  for (const part of RIGHT_PARTS) {
    test(part.title, () =>
      inNamespace(async (namespace) => {
        await apply(jobWith(part, namespace), { dryRun: true });
      }),
    );
  }
});
