// Measures the app against its peers and prints the figures. With --full also what takes minutes: plain cdk8s at 10,000 tasks,
// the app at 100,000, and plan.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { contenders } from './contenders';
import { helmVersion, kubectlVersion, machine } from './machine';
import type { Cost } from './measure';
import { objectsMadeBy } from './objects';
import { app, helm, kustomize, type Program, plainCdk8s } from './programs';
import { costTable, goalTable, type Subject } from './report';

/** Rounds, unless `--rounds N` says another number. */
const ROUNDS = '5';
/** Linux' file system in memory. On a disk, the creation of 10,000 files was seen to take from 0.4 s to 7 s. */
const MEMORY = '/dev/shm';

async function main(): Promise<void> {
  const { full = false, rounds = ROUNDS } = parseArgs({
    options: { full: { type: 'boolean' }, rounds: { type: 'string' } },
  }).values;
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'keruta-bench-'));
  try {
    console.log(machine());
    if (!full) {
      console.log('plain cdk8s at 10,000 tasks, the app at 100,000, and plan: left out without --full');
    }
    checkPeers(join(folder, 'check'));
    const results = await inTurn(folder, full, Number(rounds));
    console.log(`\n${costTable(results)}\n\n${goalTable(results)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Proves that the peers make the app's objects: otherwise the figures would compare different work. */
function checkPeers(folder: string): void {
  const expected = objectsMadeBy(app(join(folder, 'app'), 3));
  const check = (name: string, peer: Program) => {
    if (!isDeepStrictEqual(objectsMadeBy(peer), expected)) {
      throw new Error(`${name} does not make the same objects as the app`);
    }
    console.log(`${name}: makes the same objects as the app`);
  };
  check('plain cdk8s', plainCdk8s(join(folder, 'plain'), 3));
  if (helmVersion !== undefined) {
    check('helm', helm(join(folder, 'helm'), 3));
  }
  if (kubectlVersion !== undefined) {
    check('kustomize', kustomize(join(folder, 'kustomize'), 3));
  }
}

/** Runs everything in turn, round by round, so that a noisy minute hits all alike. */
async function inTurn(folder: string, full: boolean, rounds: number): Promise<Map<Subject, Cost[]>> {
  const results = new Map<Subject, Cost[]>();
  const all = contenders(folder, full);
  for (let round = 1; round <= rounds; round++) {
    console.error(`round ${round} of ${rounds}`);
    for (const { subject, run, once } of all) {
      if (round === 1 || !once) {
        const cost = await run();
        console.error(`${subject}: CPU ${cost.cpu.toFixed(2)} s, wall ${cost.wall.toFixed(2)} s`);
        results.set(subject, [...(results.get(subject) ?? []), cost]);
      }
    }
  }
  return results;
}

main();
