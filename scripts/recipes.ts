import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of examples/recipes/, in the order of the page. */
export const RECIPES = [
  'any-agent',
  'clone-and-push',
  'push-sidecar',
  'deploy-key',
  'private-registry',
  'model-key',
  'agent-config',
  'cache',
  'proxy',
  'private-network',
  'ca-bundle',
  'workload-identity',
  'non-root',
  'read-only-root',
  'gvisor',
  'gpu',
  'spot-nodes',
] as const;

const FOLDER = join(__dirname, '..', 'examples', 'recipes');

/** docs/recipes.md: each recipe with the comment at the head of its file as text. */
export function recipesPage(): string {
  return `${[
    '<!-- Written by npm run docs. -->',
    '# Recipes',
    'Parts of a `tasks.yaml` for agents as people run them. Each recipe is a file of [examples/recipes](../examples/recipes). ' +
      'The tests apply each recipe to an API server with strict validation, and run it on a real node with other images, and ' +
      'with a stand-in for gVisor, the GPU and the proxy.',
    'The setting [`podSpec`](settings.md#a-task) has the shape of Kubernetes and is merged as `kubectl patch --type=strategic` ' +
      'merges. Put what all tasks need under `defaults`, what the tasks of one repository need under `repositories`, and the ' +
      'rest into the task. [agent.md](agent.md) says what an image must have.',
    ...RECIPES.flatMap(sectionOf),
  ].join('\n\n')}\n`;
}

function sectionOf(name: string): string[] {
  const lines = readFileSync(join(FOLDER, `${name}.yaml`), 'utf8')
    .trimEnd()
    .split('\n');
  // The first line is for editors.
  const end = lines.findIndex((line, index) => index > 0 && !line.startsWith('#'));
  const [title = '', ...text] = lines.slice(1, end).map((line) => line.replace(/^# ?/, ''));
  return [
    `## ${title}`,
    text.join('\n').trim(),
    `\`\`\`yaml\n${lines.slice(end).join('\n')}\n\`\`\``,
    `[examples/recipes/${name}.yaml](../examples/recipes/${name}.yaml)`,
  ];
}
