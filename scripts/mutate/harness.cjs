/*
 * Jest's functions, as far as the tests use them, in one process. Jest itself loads cdk8s and zod anew for each file of tests,
 * which takes seconds for each mutant; here only the modules of this project are loaded anew.
 */
const { transformSync } = require('@swc/core');
const { expect } = require('expect');
const { ModuleMocker } = require('jest-mock');
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { sep } = require('node:path');
const { inspect } = require('node:util');

const mocker = new ModuleMocker(globalThis);
const compiled = new Map();

/** The block that `describe` and `test` add to: the tests of a block run after its hooks. */
let block;

// Node looks for a file with each of these extensions, in this order: shapes.ts comes before shapes.json.
const others = { ...Module._extensions };
for (const extension of Object.keys(others)) {
  delete Module._extensions[extension];
}
Module._extensions['.ts'] = (module, file) => {
  if (!compiled.has(file)) {
    const jsc = { target: 'es2022', parser: { syntax: 'typescript' }, transform: { hidden: { jest: true } } };
    compiled.set(
      file,
      transformSync(readFileSync(file, 'utf8'), { filename: file, jsc, module: { type: 'commonjs' } }).code,
    );
  }
  module._compile(compiled.get(file), file);
};
Object.assign(Module._extensions, others);

Object.assign(globalThis, {
  expect,
  jest: {
    fn: mocker.fn.bind(mocker),
    spyOn: mocker.spyOn.bind(mocker),
    restoreAllMocks: () => mocker.restoreAllMocks(),
    requireActual: require,
    setTimeout: () => undefined,
  },
  describe: withEach((name, define) => {
    const outer = block;
    block = newBlock(outer, name);
    outer.children.push(block);
    define();
    block = outer;
  }),
  test: withEach((name, run) => block.children.push({ id: `${block.id} ${name} #${block.children.length}`, run })),
  ...Object.fromEntries(
    ['beforeAll', 'afterAll', 'beforeEach', 'afterEach'].map((hook) => [hook, (run) => block[hook].push(run)]),
  ),
});

function newBlock(outer, name) {
  return {
    outer,
    id: outer ? `${outer.id} ${name}` : name,
    children: [],
    beforeAll: [],
    afterAll: [],
    beforeEach: [],
    afterEach: [],
  };
}

function withEach(define) {
  define.each = (rows) => (name, run) => {
    for (const row of rows) {
      const values = Array.isArray(row) ? [...row] : [row];
      define(
        name.replaceAll(/%\w/g, () => inspect(values.shift(), { depth: 1 })),
        () => run(...(Array.isArray(row) ? row : [row])),
      );
    }
  };
  return define;
}

/**
 * Loads files of tests, and this project with them.
 *
 * @param modules are loaded before the tests: a table in a module that a verb loads in the middle of a test would else belong to
 *   that test alone
 */
exports.load = (root, files, modules) => {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(root + sep) && !file.includes(`${sep}node_modules${sep}`)) {
      delete require.cache[file];
    }
  }
  for (const module of modules) {
    require(module);
  }
  return files.map((file) => {
    block = newBlock(undefined, file.slice(root.length + 1));
    require(file);
    return block;
  });
};

/**
 * Runs tests.
 *
 * @param wanted whether a test is to be run
 * @param report is told the id of each test before it runs, and its error after it has failed; true ends the run
 */
exports.run = async (blocks, wanted, before, after) => {
  const [cwd, env] = [process.cwd(), { ...process.env }];
  try {
    for (const root of blocks) {
      if (await runBlock(root, wanted, before, after)) {
        return;
      }
    }
  } finally {
    mocker.restoreAllMocks();
    process.chdir(cwd);
    process.exitCode = undefined;
    for (const name of Object.keys(process.env)) {
      delete process.env[name];
    }
    Object.assign(process.env, env);
  }
};

async function runBlock(own, wanted, before, after) {
  if (!hasWanted(own, wanted)) {
    return false;
  }
  try {
    await runAll(own.beforeAll);
    for (const child of own.children) {
      if (
        child.children
          ? await runBlock(child, wanted, before, after)
          : wanted(child.id) && (await runTest(child, own, before, after))
      ) {
        return true;
      }
    }
    return false;
  } finally {
    await runAll(own.afterAll);
  }
}

function hasWanted(own, wanted) {
  return own.children.some((child) => (child.children ? hasWanted(child, wanted) : wanted(child.id)));
}

async function runTest(test, own, before, after) {
  const blocks = [];
  for (let one = own; one; one = one.outer) {
    blocks.unshift(one);
  }
  before(test.id);
  let error;
  try {
    for (const one of blocks) {
      await runAll(one.beforeEach);
    }
    await test.run();
  } catch (thrown) {
    error = thrown ?? new Error('thrown');
  }
  try {
    for (const one of blocks.reverse()) {
      await runAll(one.afterEach);
    }
  } catch (thrown) {
    error ??= thrown;
  }
  return after(test.id, error);
}

async function runAll(hooks) {
  for (const hook of hooks) {
    await hook();
  }
}
