import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { attempt, unlessGone } from './attempt';

/*
 * While a synth writes, the output folder holds
 *
 *   .synth-lock/                      the lock: mkdir succeeds for one process only
 *   .synth-lock/<pid>-<uuid>@<host>/  the workspace of the process that holds it: new files, and copies of old ones
 *   .synth-lock/<…>/.gitignore        hides the workspace from Git, should the process be killed
 *
 * It lies in the output folder because files can be renamed within one file system only.
 *
 * A lock of a killed process is taken over by renaming its workspace. If that process runs after all (suspended, or on
 * another machine), it finds none of its files any more, and fails before it changes anything.
 */

const LOCK = '.synth-lock';
/** Up to version 0.1.0 a killed synth left folders with other names of this prefix. */
const LEFTOVER_PREFIX = '.synth-';
const GITIGNORE = '.gitignore';

/** Milliseconds between two checks of a lock that another process holds. */
const PAUSE = 20;
/** Milliseconds without a change in its workspace after which a process counts as killed, if nothing else tells. */
const PATIENCE = 30_000;

/**
 * Runs an action while this process alone may write to a folder. Waits for another process that does.
 *
 * @param action gets an empty folder on the same file system, which is removed afterwards
 * @throws UserError if nothing can be written to the folder
 */
export function withLock<T>(folder: string, action: (workspace: string) => T): T {
  const lock = join(folder, LOCK);
  const workspace = attempt(folder, () => acquire(lock));
  try {
    attempt(folder, () => removeLeftovers(folder, workspace));
    return action(workspace);
  } finally {
    release(lock, workspace);
  }
}

function acquire(lock: string): string {
  const workspace = join(lock, `${process.pid}-${randomUUID()}@${encodeURIComponent(hostname())}`);
  let seen = '';
  let seenAt = performance.now();
  while (!makeLock(lock, workspace)) {
    const holder = holderOf(lock);
    const state = holder === undefined ? 'no holder' : `${holder} ${lastChange(join(lock, holder))}`;
    if (state !== seen) {
      seen = state;
      seenAt = performance.now();
    }
    const isSilent = performance.now() - seenAt > PATIENCE;
    const isLeft = holder !== undefined && (isSilent || hasEnded(holder));
    // Of several processes that wait, one succeeds.
    if (isLeft && isDone(['ENOENT'], () => renameSync(join(lock, holder), workspace))) {
      break;
    }
    if (holder === undefined && isSilent) {
      // The process was killed before it made its workspace, or after it removed that.
      isDone(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => rmdirSync(lock));
    }
    sleep(PAUSE);
  }
  return workspace;
}

/** Makes the lock and its workspace; false if another process has it. */
function makeLock(lock: string, workspace: string): boolean {
  if (!isDone(['EEXIST'], () => mkdirSync(lock))) {
    return false;
  }
  try {
    // Without its workspace, the lock may have been removed by a process that had waited for long.
    return isDone(['ENOENT'], () => mkdirSync(workspace));
  } catch (error) {
    rmdirSync(lock);
    throw error;
  }
}

/** Name of the workspace in a lock; undefined while the lock is made or removed. */
function holderOf(lock: string): string | undefined {
  return unlessGone(() => readdirSync(lock))?.[0];
}

function lastChange(workspace: string): number | undefined {
  return unlessGone(() => statSync(workspace).mtimeMs);
}

/** Whether the process that made a workspace is known to have ended. Nothing is known of those of other machines. */
function hasEnded(holder: string): boolean {
  const match = /^(\d+)-[^@]*@(.*)$/.exec(holder);
  if (match?.[2] !== encodeURIComponent(hostname())) {
    return false;
  }
  try {
    process.kill(Number(match[1]), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Empties a workspace that was taken over, and hides it from Git before anything is put there. */
function removeLeftovers(folder: string, workspace: string): void {
  writeFileSync(join(workspace, GITIGNORE), '*\n');
  emptyWorkspace(workspace);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(LEFTOVER_PREFIX) && name !== LOCK) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}

/** Removes all files of a workspace but the one that hides the others from Git. */
function emptyWorkspace(workspace: string): void {
  for (const name of readdirSync(workspace)) {
    if (name !== GITIGNORE) {
      rmSync(join(workspace, name), { recursive: true, force: true });
    }
  }
}

function release(lock: string, workspace: string): void {
  try {
    emptyWorkspace(workspace);
    rmSync(join(workspace, GITIGNORE), { force: true });
    rmdirSync(workspace);
    rmdirSync(lock);
  } catch {
    // Either the manifests are written, or an error that says why not is being thrown. The next synth removes what is left.
  }
}

/** Whether an action was done; false if it failed with one of these codes. */
function isDone(codes: readonly string[], action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (codes.includes(String((error as NodeJS.ErrnoException).code))) {
      return false;
    }
    throw error;
  }
}

/** A synth is synchronous, as it is in cdk8s: it cannot await a timer. */
function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
