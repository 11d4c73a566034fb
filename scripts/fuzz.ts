import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { loadTasks } from '../lib';
import { parseLive } from '../lib/cli/live';
import { applicationsOf } from '../lib/cli/plan/applications';
import { kustomizationsOf } from '../lib/cli/plan/kustomizations';
import { planTasks } from '../lib/cli/plan/plan-tasks';
import { usageOf } from '../lib/cli/plan/usage';
import { parse, readManifests } from '../lib/manifests/parse';
import { UserError } from '../lib/mistakes/user-error';

/*
 * `npm run fuzz [-- SEED [RUNS]]`: damages files of tasks, committed manifests and the output of kubectl at random. Whatever the
 * damage is, the product may only end in a UserError. Any other error ends the campaign with its input and its seed.
 */

const ROOT = join(__dirname, '..');
const seed = Number(process.argv[2] ?? 1);
const numRuns = Number(process.argv[3] ?? 20_000);

/** Texts that a person or a tool may put in the wrong place. */
const PIECES = [
  '',
  'null',
  '{}',
  '[]',
  '- ',
  ': ',
  '"',
  "'",
  '&a ',
  '*a ',
  '!t ',
  '|\n',
  '\t',
  '\n',
  '  ',
  '{',
  '}',
  '[',
  ']',
  '0',
  '-1',
  '1e999',
  'x',
  '\u00a0',
  '\ufeff',
  '\0',
  '\u202e',
  '<<: ',
  '---\n',
  'true',
  '#',
];

/** A text with some places replaced. */
function damaged(texts: readonly string[]): fc.Arbitrary<string> {
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(12),
    piece: fc.constantFrom(...PIECES),
  });
  return fc.tuple(fc.constantFrom(...texts), fc.array(damage, { minLength: 1, maxLength: 4 })).map(([text, damages]) =>
    damages.reduce((result, { at, length, piece }) => {
      const start = Math.floor(at * result.length);
      return result.slice(0, start) + piece + result.slice(start + length);
    }, text),
  );
}

/** Runs an action on many damaged texts. */
function campaign(name: string, texts: readonly string[], action: (text: string) => void): void {
  let refused = 0;
  const property = fc.property(damaged(texts), (text) => {
    try {
      action(text);
    } catch (error) {
      if (!(error instanceof UserError)) {
        throw error;
      }
      refused += 1;
    }
  });
  fc.assert(property, { seed, numRuns, endOnFailure: true });
  process.stdout.write(`${name}: ${numRuns} inputs with seed ${seed}, ${refused} refused, no other error\n`);
}

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
}

const folder = mkdtempSync(join(tmpdir(), 'keruta-fuzz-'));
try {
  const file = join(folder, 'tasks.yaml');
  campaign('files of tasks', filesIn('examples', /\.yaml$/), (text) => {
    writeFileSync(file, text);
    loadTasks(file);
  });

  const manifests = ['dist', 'argocd', 'flux'].flatMap((name) => filesIn(name, /\.yaml$/));
  const [good = ''] = manifests;
  const after = readManifests(new Map([['a.k8s.yaml', good]]), 'after');
  campaign('manifests at a revision', manifests, (text) => {
    const before = readManifests(new Map([['a.k8s.yaml', text]]), 'before', after);
    const objects = parse(text, 'argocd');
    const appliers = [...applicationsOf(objects), ...kustomizationsOf(objects)];
    const known = () => new Set<string>();
    const context = { appliers, engines: [], output: 'dist', allowRemovals: false, known, canExpand: () => undefined };
    planTasks(before.manifests, after.manifests, context);
    planTasks(after.manifests, before.manifests, context);
    usageOf(before.manifests);
  });

  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'git-repo-pvc-a', namespace: 'x', labels: { app: 'keruta', 'task-id': 'a' } },
    spec: { resources: { requests: { storage: '1Gi' } } },
    status: { phase: 'Bound', capacity: { storage: '1Gi' }, conditions: [{ type: 'Resizing', status: 'True' }] },
  };
  const list = JSON.stringify({ kind: 'List', items: [claim, { ...claim, status: {} }] });
  campaign('output of kubectl', [list, `${list}\n---\n${list}`], (text) => {
    parseLive(Buffer.from(text), 'live.json', { takenAt: 0 });
  });
} finally {
  rmSync(folder, { recursive: true });
}
