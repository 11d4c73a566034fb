import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shapes } from '../../lib/pod-spec/shapes';

/*
 * Writes lib/pod-spec/shapes.json and lib/settings/pod-spec.ts, the shapes of PodSpec, and lib/settings/kubernetes-versions.ts,
 * the releases, from the Go modules that Kubernetes publishes with each release. It needs Go. For a new release, raise NEWEST
 * and run `npm run pod-spec`.
 */

const OLDEST = 27;
const NEWEST = 37;
const ROOT = join(__dirname, '..', '..');

/** The feature gates of the fields and values outside of PodSpec that settings are written as. */
const GATES = ['JobPodFailurePolicy', 'JobPodReplacementPolicy', 'ReadWriteOncePod'];

/** The modules with the types, and with the feature gates, of a release. Their versions are those of Go or of Kubernetes. */
const MODULES = ['k8s.io/api@v0', 'k8s.io/apimachinery@v0', 'k8s.io/kubernetes@v1'];

const minors = Array.from({ length: NEWEST - OLDEST + 1 }, (_, index) => OLDEST + index);
const releases = minors.map((minor) => `1.${minor}=${MODULES.map((module) => folderOf(module, minor))}`);
const shapes = JSON.parse(
  execFileSync('go', ['run', join(__dirname, 'shapes.go'), join(__dirname, 'gates.go'), ...releases], {
    encoding: 'utf8',
    env: { ...process.env, GO111MODULE: 'off' },
  }),
) as Shapes & { readonly gates: Readonly<Record<string, string>> };
writeFileSync(join(ROOT, 'lib', 'pod-spec', 'shapes.json'), toJson(shapes));
writeFileSync(join(ROOT, 'lib', 'settings', 'pod-spec.ts'), toTypes(shapes));
writeFileSync(join(ROOT, 'lib', 'settings', 'kubernetes-versions.ts'), toVersions(shapes));

/** The folder of a Go module, which is downloaded if it is not there. */
function folderOf(module: string, minor: number): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', `${module}.${minor}.0`], {
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

function toVersions({ versions, gates }: typeof shapes): string {
  const since = GATES.map((gate) => `  ${gate}: '${gates[gate] || versions[0]}',`);
  return `/*
 * Made by \`npm run pod-spec\`; never edited.
 */

/** The releases of Kubernetes whose pod specs are known. */
export const KUBERNETES_VERSIONS = [
${versions.map((version) => `  '${version}',`).join('\n')}
] as const;

/** The release since which each feature gate is on by default, or the oldest release above. Until then the API server drops the field. */
export const GATE_ON_SINCE = {
${since.join('\n')}
} as const;
`;
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
