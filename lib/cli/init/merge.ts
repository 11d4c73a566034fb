import { UserError } from '../../mistakes/user-error';
import { isMap } from '../../settings/maps';

/** The text with the lines that it lacks, at its end. */
export function addLines(text: string, wanted: string): string {
  const present = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  const missing = wanted.split('\n').filter((line) => line !== '' && !present.has(line.trim()));
  if (missing.length === 0) {
    return text;
  }
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  return `${text}${end}${missing.map((line) => `${line}\n`).join('')}`;
}

/** The parts of a package.json that get the keys that they lack. */
const MAPS = ['engines', 'scripts', 'dependencies', 'devDependencies', 'overrides'] as const;

type Package = { [key: string]: unknown } & { [map in (typeof MAPS)[number]]?: Record<string, unknown> };

/**
 * A package.json with the scripts and packages that it lacks. Existing keys stay, so that a package that was installed from
 * a file, or in another version, is used.
 *
 * @throws UserError for a text that is not the JSON of a map
 */
export function addPackageKeys(text: string, wanted: string): string {
  const present = parse(text);
  const template = parse(wanted);
  const merged = { ...present };
  for (const map of MAPS) {
    const elsewhere =
      map === 'dependencies' ? present.devDependencies : map === 'devDependencies' ? present.dependencies : {};
    const missing = Object.entries(template[map] ?? {}).filter(
      ([key]) => !Object.hasOwn({ ...elsewhere, ...present[map] }, key) || isPlaceholder(map, key, present),
    );
    if (missing.length > 0) {
      merged[map] = { ...present[map], ...Object.fromEntries(missing) };
    }
  }
  const same = JSON.stringify(merged) === JSON.stringify(present);
  return same ? text : `${JSON.stringify(merged, null, 2)}\n`;
}

/** Whether a script is the placeholder of `npm init`, which tests nothing. */
function isPlaceholder(map: string, key: string, { scripts }: Package): boolean {
  return map === 'scripts' && key === 'test' && String(scripts?.test).includes('no test specified');
}

function parse(text: string): Package {
  try {
    const value: unknown = JSON.parse(text);
    if (isMap(value)) {
      return value as Package;
    }
  } catch {
    // The error below reports it.
  }
  throw new UserError('package.json is not a JSON object; fix it, and run init again. Nothing was written');
}
