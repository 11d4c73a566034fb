import fs from 'node:fs';

/** All functions by which a synth changes a disk. */
const CHANGING = [
  'mkdirSync',
  'writeFileSync',
  'linkSync',
  'copyFileSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
] as const;

type Call = readonly [name: (typeof CHANGING)[number], ...args: readonly unknown[]];

/**
 * Runs an action and hands each of its changes of the disk to a function, before it is made. If the function throws, the
 * change is not made.
 */
export function watchDisk<T>(before: (call: Call, index: number) => void, action: () => T): T {
  let calls = 0;
  const spies = CHANGING.map((name) => {
    const original = fs[name] as (...args: unknown[]) => unknown;
    return jest.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
      before([name, ...args], ++calls);
      return original(...args);
    }) as never);
  });
  try {
    return action();
  } finally {
    for (const spy of spies) {
      spy.mockRestore();
    }
  }
}

/** An error as the system reports it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: no luck, write`), { code });
}

/** An action's n-th change of the disk fails. Returns whether there was an n-th change, and what the action threw. */
export function failAt(step: number, code: string, action: () => void): { reached: boolean; thrown: unknown } {
  let reached = false;
  const fail = (_: Call, index: number) => {
    if (index === step) {
      reached = true;
      throw systemError(code);
    }
  };
  return { thrown: thrownBy(() => watchDisk(fail, action)), reached };
}

/** The process is killed at its n-th change of the disk: from then on it changes nothing. */
export function killAt(step: number, action: () => void): { reached: boolean } {
  let reached = false;
  const write = fs.writeFileSync;
  const die = ([name, file, text]: Call, index: number) => {
    if (index === step && name === 'writeFileSync' && !String(file).endsWith('.gitignore')) {
      write(String(file), String(text).slice(0, 3));
    }
    if (index >= step) {
      reached = true;
      throw new Error('killed');
    }
  };
  thrownBy(() => watchDisk(die, action));
  return { reached };
}

export function thrownBy(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Lets all processes seem to have ended. */
export function endAllProcesses(): void {
  jest.spyOn(process, 'kill').mockImplementation(() => {
    throw systemError('ESRCH');
  });
}
