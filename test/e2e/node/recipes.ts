import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { RECIPES } from '../../../scripts/recipes';
import { type ApiObject, apply, create, merge, remove } from '../support/cluster';
import { synth } from '../support/tasks';
import { commitsOf, logOf, succeeded } from './agents';
import { applyOnNode, makeSecret, type Room } from './room';

const FOLDER = join(__dirname, '..', '..', '..', 'examples', 'recipes');

type Recipe = (typeof RECIPES)[number];

const COMMIT =
  'cd repo && echo work >file && git add . && git -c user.name=a -c user.email=a@example.com commit -qm work';

/** The script of the agent of each recipe: it proves that the agent has what the recipe says. */
const AGENTS: Readonly<Record<Recipe, string>> = {
  'any-agent': 'echo work >file',
  'clone-and-push': COMMIT,
  'push-sidecar': COMMIT,
  'deploy-key': 'test "$(stat -Lc %a /ssh/ssh-privatekey)" = 400 && grep -q secret /ssh/ssh-privatekey',
  'private-registry': 'true',
  'model-key': 'test "$ANTHROPIC_API_KEY" = secret',
  'agent-config': 'test -f /etc/keruta/config.yaml && test -f /etc/passwd',
  cache: 'touch /cache/file /scratch/file && test -f /work/.cache/file',
  proxy: 'git ls-remote git://127.0.0.1:3128/app.git',
  'private-network': 'grep 10.0.0.53 /etc/resolv.conf && grep git.example.internal /etc/hosts',
  'ca-bundle': 'grep certificate "$GIT_SSL_CAINFO"',
  'workload-identity':
    'test -s /identity/token && test "$NODE_NAME" = real-1 && test ! -e /var/run/secrets/kubernetes.io',
  'non-root': 'test "$(id -u)" = 1000 && git init -q . && git status && mkdir -p /.keruta/doc',
  'read-only-root': '! touch /file && touch /tmp/file ~/file /.keruta/file && git init -q . && git status',
  gvisor: 'true',
  gpu: 'true',
  'spot-nodes': 'true',
};

/** The images of a recipe are replaced, and what an image would do by itself. */
function textOf(name: Recipe, { repository }: Room): string {
  return readFileSync(join(FOLDER, `${name}.yaml`), 'utf8')
    .replaceAll('https://git.example.com/team/web.git', repository)
    .replaceAll(/\S+:1\.4\.0-nonroot/g, 'keruta-agent:nonroot')
    .replaceAll(/registry\.example\.com\/(keruta|coding)-agent:\S+|alpine\/git:\S+/g, 'keruta-agent:latest')
    .replaceAll('coding-agent "$PROMPT"', 'sh -c "$AGENT"')
    .replaceAll(
      'image: registry.example.com/proxy:6.13',
      'image: keruta-agent:latest\n        command: [git, daemon, --port=3128, --export-all, --base-path=/srv/git]',
    );
}

export function recipes(room: () => Room): void {
  describe('the recipe', { concurrency: true }, () => {
    const shared: ApiObject = {
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: 'gvisor' },
      handler: 'runc',
    };
    before(async () => {
      // runc in the place of gVisor, and a node that says that it has a GPU.
      await apply(shared);
      await offerGpu();
      await makeObjects(room().namespace);
    });
    after(() => remove(shared));

    for (const name of RECIPES) {
      test(name, async () => {
        const { namespace } = room();
        const objects = synth(textOf(name, room()), namespace);
        await applyOnNode(objects.map((object) => withAgent(object, AGENTS[name])));
        await succeeded(`keruta-job-${name}`, namespace);
        if (['any-agent', 'clone-and-push', 'push-sidecar'].includes(name)) {
          const [last, before] = await commitsOf(`agent/${name}`, room());
          assert.deepEqual(
            [last, before],
            [name === 'any-agent' ? 'Correct the links of the login page' : 'work', 'commit 3'],
          );
        }
        if (name === 'agent-config') {
          assert.match(await logOf(`keruta-job-${name}`, namespace), /--auto-detect-input=false/);
        }
      });
    }
  });
}

function withAgent(object: ApiObject, value: string): ApiObject {
  if (object.kind !== 'Job') {
    return object;
  }
  const spec = object.spec as { template: { spec: { containers: { env: object[] }[] } } };
  const containers = spec.template.spec.containers.map((one) => ({
    ...one,
    env: [...one.env, { name: 'AGENT', value }],
  }));
  return { ...object, spec: { ...spec, template: { ...spec.template, spec: { ...spec.template.spec, containers } } } };
}

async function offerGpu(): Promise<void> {
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'real-1' } };
  await merge(node, { metadata: { labels: { 'nvidia.com/gpu.present': 'true' } } });
  await merge(node, { status: { capacity: { 'nvidia.com/gpu': '1' } } }, { subresource: 'status' });
}

/** The objects that the recipes refer to. */
async function makeObjects(namespace: string): Promise<void> {
  const registry = JSON.stringify({ auths: { 'registry.example.com': { auth: 'eDp5' } } });
  const configMap = (name: string, data: object) =>
    create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data });
  await Promise.all([
    makeSecret('git-credentials', { '.git-credentials': 'https://x:y@git.example.com\n' }, namespace),
    makeSecret('registry', { '.dockerconfigjson': registry }, namespace, 'kubernetes.io/dockerconfigjson'),
    makeSecret('model-keys', { anthropic: 'secret' }, namespace),
    makeSecret('deploy-key', { 'ssh-privatekey': 'secret\n', known_hosts: '' }, namespace, 'kubernetes.io/ssh-auth'),
    configMap('ca-bundle', { 'ca.crt': 'certificate\n' }),
    configMap('agent-config', { 'config.yaml': 'logging: { level: DEBUG }\n' }),
    create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'agent', namespace } }),
  ]);
}
