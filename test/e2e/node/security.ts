import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiObject } from '../support/cluster';
import { failed, logOf, objectsOf, start, succeed } from './agents';
import { applyOnNode, type Room } from './room';

/** Works in the root of the volume, which belongs to root, and writes a home and artifacts. */
const IN_THE_ROOT = `set -e
test "$(id -u)" = 1000
git init -q .
git status >/dev/null
git commit -q --allow-empty -m work
touch ~/file
mkdir -p /.keruta/doc
touch /.keruta/doc/report`;

const NONROOT = { image: 'keruta-agent:nonroot', podSecurity: 'restricted' };

export function security(room: () => Room): void {
  test('a restricted agent uses Git in the root of its volume, its home and its artifacts', async () => {
    await succeed([{ taskId: 'restricted', ...NONROOT, agent: IN_THE_ROOT }], room().restricted);
  });

  test('without the variables that podSecurity adds Git refuses the root of the volume', async () => {
    const { restricted } = room();
    const objects = objectsOf([{ taskId: 'dubious', ...NONROOT, agent: IN_THE_ROOT }], restricted);
    await applyOnNode(objects.map(withoutGitVariables));
    await failed('keruta-job-dubious', restricted);
    assert.match(await logOf('keruta-job-dubious', restricted), /dubious ownership/);
  });

  test('a restricted child goes on in the tree of a restricted parent', async () => {
    const { restricted, repository } = room();
    const parent = { taskId: 'safe', ...NONROOT, agent: `git clone -q ${repository} repo` };
    await succeed([parent], restricted);
    const child = {
      taskId: 'safe-child',
      parentTaskId: 'safe',
      ...NONROOT,
      agent: 'cd repo && echo work >file && git add . && git commit -qm work',
    };
    await succeed([{ ...parent, done: true }, child], restricted);
  });

  test('an agent that is not root and has no fsGroup cannot write its volume', async () => {
    const { namespace, repository } = room();
    const agent = `git clone -q ${repository} repo`;
    await start([{ taskId: 'no-group', image: 'keruta-agent:nonroot', agent }], namespace);
    await failed('keruta-job-no-group', namespace);
    assert.match(await logOf('keruta-job-no-group', namespace), /Permission denied/);
  });
}

interface JobSpec {
  readonly template: {
    readonly spec: { readonly containers: readonly { readonly env: readonly { name: string }[] }[] };
  };
}

function withoutGitVariables(object: ApiObject): ApiObject {
  if (object.kind !== 'Job') {
    return object;
  }
  const { template, ...spec } = object.spec as JobSpec;
  const containers = template.spec.containers.map((container) => ({
    ...container,
    env: container.env.filter(({ name }) => !name.startsWith('GIT_CONFIG_')),
  }));
  return { ...object, spec: { ...spec, template: { ...template, spec: { ...template.spec, containers } } } };
}
