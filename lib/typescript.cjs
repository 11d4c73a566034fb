/*
 * `node -r ./lib/typescript.cjs FILE.ts` runs TypeScript of this repository, in CommonJS.
 *
 * The compiled code is kept by a hash of all that it depends on, so that most starts do not load the compiler. From start to
 * end, the two tasks of this repository take 0.6 s of CPU, and with tsx 1.0 s: medians of runs in turn on a busy machine.
 */
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const OPTIONS = {
  swcrc: false,
  configFile: false,
  // Node.js reads the map of each module that is loaded. With the sources in them, the maps take another 0.1 s.
  sourceMaps: 'inline',
  inlineSourcesContent: false,
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: {
    type: 'commonjs',
    // A synth of tasks does not load the engines, which lib/index.ts exports too: 0.06 s.
    lazy: { patterns: ['^[.]/(argocd|flux|platform)/'] },
    // CommonJS cannot require the packages that are imported dynamically.
    ignoreDynamic: true,
  },
};
const COMPILER = JSON.stringify([require('@swc/core/package.json').version, OPTIONS]);
const COMPILED = join(__dirname, '../node_modules/.cache/typescript');

process.setSourceMapsEnabled(true);
// Node.js looks for a file with each of these extensions, in this order: shapes.ts comes before shapes.json.
const others = { ...require.extensions };
for (const extension of Object.keys(others)) {
  delete require.extensions[extension];
}
require.extensions['.ts'] = (module, file) => module._compile(compiledText(file), file);
Object.assign(require.extensions, others);

function compiledText(file) {
  const source = readFileSync(file, 'utf8');
  const kept = join(
    COMPILED,
    createHash('sha256')
      .update(JSON.stringify([COMPILER, file, source]))
      .digest('hex'),
  );
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { code } = require('@swc/core').transformSync(source, { ...OPTIONS, filename: file });
    keep(kept, code);
    return code;
  }
}

/** Another process may read the file at the same time, and a folder that cannot be written is no mistake. */
function keep(file, text) {
  try {
    mkdirSync(COMPILED, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  } catch {}
}
