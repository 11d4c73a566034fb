import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { ENGINE_KEYS, type Engine } from '../app/engines';

type Values = Readonly<Record<string, string>>;

/** The package's own folder: the compiled file lies deeper than its source. */
const PACKAGE = dirname(require.resolve('cdk8s-keruta/package.json'));

/** The files and the lines of these templates that are for one engine alone. A line names its engine: `{{flux}}`. */
const OF_ENGINE = new RegExp(`^(?:.*/)?(${ENGINE_KEYS.join('|')})\\.`);
const LINE_OF_ENGINE = new RegExp(`^(.*)\\{\\{(${ENGINE_KEYS.join('|')})\\}\\}(.*\\n)`, 'gm');

/** The texts of the new repository, by their paths. */
export function render(engines: readonly Engine[], values: Values): Map<string, string> {
  const isChosen = (engine: string | undefined) => engine === undefined || engines.some((one) => one === engine);
  const folder = join(PACKAGE, 'templates', 'init');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names
    .filter((name) => statSync(join(folder, name)).isFile() && isChosen(OF_ENGINE.exec(name)?.[1]))
    .map((name) => name.split(sep).join('/'));
  return new Map(
    files.map((path) => {
      const lines = readFileSync(join(folder, path), 'utf8').replace(
        LINE_OF_ENGINE,
        (_, before: string, engine: string, after: string) => (isChosen(engine) ? before + after : ''),
      );
      const text = lines.replace(/\{\{([^\s{}]+)\}\}/g, (_, key: string) => {
        const value = values[key];
        if (value === undefined) {
          throw new Error(`${path} asks for ${key}`);
        }
        return value;
      });
      // npm packs no file of that name.
      return [path === 'gitignore' ? '.gitignore' : path, text];
    }),
  );
}

/** The versions that this package was tested with, by name; its own too. */
export function versions(): Values {
  const { name, version, devDependencies } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  return { ...devDependencies, [name]: version };
}
