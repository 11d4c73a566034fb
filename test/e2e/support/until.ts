import { setTimeout } from 'node:timers/promises';

/** How long a cluster may take for anything that it does by itself, in seconds: it answers late on a busy machine. */
const DEADLINE = 600;

/** Milliseconds between two looks. */
const PAUSE = 200;

/**
 * Looks until something is so.
 *
 * @param what what is waited for, for the message
 * @param look what it has come to: anything but false and undefined ends the waiting
 * @param seen what to tell of when the deadline has passed
 * @throws Error after the deadline, with what was seen last
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | false | undefined>,
  { seconds = DEADLINE, seen }: { seconds?: number; seen?: () => Promise<unknown> } = {},
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) {
      return found;
    }
    if (Date.now() > deadline) {
      const last = seen ? `; seen: ${JSON.stringify(await seen(), undefined, 1)}` : '';
      throw new Error(`not within ${seconds} s: ${what}${last}`);
    }
    await setTimeout(PAUSE);
  }
}
