/*
 * `node -r ./lib/typescript.cjs FILE.ts` runs TypeScript of this repository, in CommonJS.
 */
const { readFileSync } = require('node:fs');
const { SourceMap } = require('node:module');
const { makeOnce } = require('./compiled.cjs');

const OPTIONS = {
  swcrc: false,
  configFile: false,
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

// Node.js looks for a file with each of these extensions, in this order: shapes.ts comes before shapes.json.
const others = { ...require.extensions };
for (const extension of Object.keys(others)) {
  delete require.extensions[extension];
}
require.extensions['.ts'] = (module, file) => module._compile(toJavaScript(file), file);
Object.assign(require.extensions, others);

function toJavaScript(file) {
  const source = readFileSync(file, 'utf8');
  return makeOnce(
    `${COMPILER} ${file} ${source}`,
    () => require('@swc/core').transformSync(source, { ...OPTIONS, filename: file }).code,
  );
}

// With `process.setSourceMapsEnabled(true)` Node.js reads the maps of all modules at the start, which takes 0.03 s.
Error.prepareStackTrace = (error, frames) =>
  [error, ...frames.map((frame) => `    at ${withPlaceInSource(frame)}`)].join('\n');

function withPlaceInSource(frame) {
  const file = frame.getFileName();
  if (!file?.endsWith('.ts')) {
    return String(frame);
  }
  const map = /base64,(.*)\s*$/.exec(toJavaScript(file))?.[1] ?? '';
  const { originalLine, originalColumn } = new SourceMap(JSON.parse(Buffer.from(map, 'base64'))).findEntry(
    frame.getLineNumber() - 1,
    frame.getColumnNumber() - 1,
  );
  return String(frame).replace(/:\d+:\d+/, `:${originalLine + 1}:${originalColumn + 1}`);
}
