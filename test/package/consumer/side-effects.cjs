// Prints what has changed in this process and this folder after a package was loaded.
const { readdirSync } = require('node:fs');

function state() {
  // zod keeps its own registry there.
  const globals = Object.getOwnPropertyNames(globalThis).filter((name) => !name.startsWith('__zod_'));
  const functions = globals.filter((name) => typeof globalThis[name] === 'function');
  return [
    `exit code ${process.exitCode}`,
    ...process.eventNames().map((name) => `${process.listenerCount(name)} listeners to ${String(name)}`),
    ...Object.entries(process.env).map(([name, value]) => `variable ${name}=${value}`),
    ...readdirSync('.').map((name) => `file ${name}`),
    ...globals.map((name) => `global ${name}`),
    ...functions.flatMap((name) => membersOf(globalThis[name]).map((member) => `${name}.${member}`)),
    ...functions.flatMap((name) =>
      membersOf(globalThis[name].prototype ?? {}).map((member) => `${name}.prototype.${member}`),
    ),
  ];
}

function membersOf(object) {
  return Reflect.ownKeys(object).map(String);
}

const before = new Set(state());
require(process.argv[2]);
const after = new Set(state());
for (const line of [...before, ...after]) {
  if (!before.has(line) || !after.has(line)) {
    console.log(line);
  }
}
