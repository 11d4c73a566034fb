import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shapes } from '../../lib/pod-spec/shapes';

/*
 * Writes lib/pod-spec/shapes.json and lib/settings/pod-spec.ts: the shapes of PodSpec, from the Go modules that
 * Kubernetes publishes with each release. It needs Go. For a new release, raise NEWEST and run `npm run pod-spec`.
 */

const OLDEST = 27;
const NEWEST = 37;
const ROOT = join(__dirname, '..', '..');

const minors = Array.from({ length: NEWEST - OLDEST + 1 }, (_, index) => OLDEST + index);
const releases = minors.map((minor) => `1.${minor}=${folderOf('api', minor)},${folderOf('apimachinery', minor)}`);
const shapes = JSON.parse(
  execFileSync('go', ['run', join(__dirname, 'shapes.go'), ...releases], {
    encoding: 'utf8',
    env: { ...process.env, GO111MODULE: 'off' },
  }),
) as Shapes;
// The types of 1.28 have the field, but its API server drops the field unless the feature gate SidecarContainers is on. The
// agent would wait for ever until its sidecar has ended.
for (const type of ['Container', 'EphemeralContainer']) {
  Object.assign(shapes.types[type]?.restartPolicy ?? {}, { since: '1.29' });
}
writeFileSync(join(ROOT, 'lib', 'pod-spec', 'shapes.json'), toJson(shapes));
writeFileSync(join(ROOT, 'lib', 'settings', 'pod-spec.ts'), toTypes(shapes));

/** The folder of a Go module, which is downloaded if it is not there. */
function folderOf(module: string, minor: number): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', `k8s.io/${module}@v0.${minor}.0`], {
    encoding: 'utf8',
    cwd: '/',
  });
  return (JSON.parse(answer) as { Dir: string }).Dir;
}

/** JSON with a line for each type, so that a difference can be read. */
function toJson({ versions, types, enums }: Shapes): string {
  const lines = (map: object) =>
    Object.entries(map)
      .map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n');
  return `{"versions": ${JSON.stringify(versions)},\n"types": {\n${lines(types)}\n},\n"enums": {\n${lines(enums)}\n}}\n`;
}

function toTypes({ types, enums }: Shapes): string {
  const interfaces = Object.entries(types).map(([name, fields]) => {
    const members = Object.entries(fields).map(([field, { type }]) => `  readonly ${field}?: ${toType(type, enums)};`);
    return `/** \`${name}\` of Kubernetes, of which every field may be left out. */\nexport interface ${nameOf(name)} {\n${members.join('\n')}\n}\n`;
  });
  const head = '/*\n * Types of the setting `podSpec`. Made by `npm run pod-spec`; never edited.\n */\n';
  return `${head}\n${interfaces.join('\n')}`;
}

/** The other types have a prefix, so that none has the name of a type of this package. */
function nameOf(type: string): string {
  return type === 'PodSpec' ? 'PartialPodSpec' : `Pod${type}`;
}

function toType(type: string, enums: Shapes['enums']): string {
  if (type.startsWith('[]')) {
    return `readonly ${toType(type.slice(2), enums)}[]`;
  }
  if (type.startsWith('{}')) {
    return `Readonly<Record<string, ${toType(type.slice(2), enums)}>>`;
  }
  const simple: Readonly<Record<string, string>> = {
    string: 'string',
    boolean: 'boolean',
    int32: 'number',
    int64: 'number',
    quantity: 'string | number',
    intOrString: 'string | number',
    any: 'unknown',
  };
  return simple[type] ?? (Object.hasOwn(enums, type) ? 'string' : nameOf(type));
}
