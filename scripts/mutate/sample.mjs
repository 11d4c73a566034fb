import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { createInjector } from 'typed-inject';

/*
 * `node sample.mjs FOLDER COUNT`: prints a random sample of the places in `lib/FOLDER` that Stryker changes, in the form of its
 * option --mutate. The same code gives the same sample.
 */
const [folder, count] = process.argv.slice(2);
const log = { isDebugEnabled: () => false, debug: () => undefined, info: () => undefined, warn: () => undefined };
const instrumenter = createInjector().provideValue('logger', log).injectFunction(createInstrumenter);
const files = readdirSync(join('lib', folder), { recursive: true })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('lib', folder, name))
  .sort()
  .map((name) => ({ name, content: readFileSync(name, 'utf8'), mutate: true }));
const { mutants } = await instrumenter.instrument(files, { plugins: null, excludedMutations: [], ignorers: [] });
const places = [
  ...new Set(
    mutants.map(({ fileName, location: { start, end } }) => {
      const [from, to] = [start, end].map(({ line, column }) => `${line + 1}:${column}`);
      return `${fileName}:${from}-${to}`;
    }),
  ),
];
let state = 1;
const ordered = places.map((place) => {
  // The linear congruential generator of Numerical Recipes.
  state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
  return { place, order: state };
});
ordered.sort((a, b) => a.order - b.order);
process.stdout.write(
  ordered
    .slice(0, Number(count))
    .map(({ place }) => place)
    .join(','),
);
