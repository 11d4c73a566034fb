import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { show } from '../../mistakes/show';
import { UserError } from '../../mistakes/user-error';
import { APP_LABEL, CONFIRM_DELETE } from '../../settings/names';
import { groupBy } from '../../tasks/group-by';
import { loadTasks } from '../../tasks/load';
import type { Task } from '../../tasks/task';
import type { Io, Verb } from '../verb';

const KUBECTL = ['kubectl', 'get', 'pvc', '-A', '-l', `app=${APP_LABEL.app}`, '-o', 'json'];

/** A claim of the cluster, with the tasks here that mount it. */
interface Claim {
  readonly namespace: string;
  readonly name: string;
  /** What the volume holds, or, before there is one, what is asked for. */
  readonly size: string;
  readonly created: string;
  /** `used` by a task that is not done, `done` when all of them are, `orphaned` without any. */
  readonly state: 'used' | 'done' | 'orphaned';
  readonly tasks: readonly { readonly taskId: string; readonly done: boolean }[];
  /** What confirms that an orphan may go and then deletes it. */
  readonly commands?: readonly string[];
}

export const claims: Verb = {
  help: `cdk8s-keruta claims [--from FILE] [--json]

Lists the claims of the cluster with the tasks here that mount them: used, done (every task is), or orphaned (no task
mounts it). For an orphan it prints the commands that confirm and delete it. It never deletes anything.

It runs ${KUBECTL.join(' ')}, or reads what that printed.

  --from FILE   read the claims from this file; - for standard input
  --json        a list of namespace, name, size, created, state, tasks and, for an orphan, commands

Exit codes: 0 listed, 1 mistakes in the tasks, 3 it could not be done.
`,
  run(args, io) {
    const { values } = parseArgs({ args, options: { from: { type: 'string' }, json: { type: 'boolean' } } });
    const byClaim = groupBy(loadTasks().tasks, ({ claim }) => claim.name);
    const found = parseClaims(values.from === undefined ? askCluster() : read(values.from)).map((claim) =>
      withTasks(claim, byClaim.get(claim.name) ?? []),
    );
    if (values.json) {
      io.stdout(`${JSON.stringify(found, null, 2)}\n`);
    } else {
      showClaims(found, io);
    }
    return 0;
  },
};

function askCluster(): string {
  const [command = '', ...args] = KUBECTL;
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (error || status !== 0) {
    throw new UserError(
      `${KUBECTL.join(' ')} failed: ${(error?.message ?? stderr).trim()}; ` +
        'run it where it works, and hand over what it prints with --from FILE',
    );
  }
  return stdout;
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UserError(`--from ${file} cannot be read: ${(error as Error).message}`);
  }
}

/** The names become part of commands: what no cluster would let a claim be called is not printed. */
const NAME = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/);
const STORAGE = z.object({ storage: z.string().optional() }).optional();

/** The parts of a claim that are read. */
const CLAIM = z.object({
  kind: z.literal('PersistentVolumeClaim'),
  metadata: z.object({ name: NAME, namespace: NAME, creationTimestamp: z.string().default('') }),
  spec: z.object({ resources: z.object({ requests: STORAGE }).optional() }).optional(),
  status: z.object({ capacity: STORAGE }).optional(),
});

function parseClaims(text: string): Omit<Claim, 'state' | 'tasks'>[] {
  const refuse = (what: string) => new UserError(`${what}; allowed: what ${KUBECTL.join(' ')} prints`);
  let items: unknown;
  try {
    items = (JSON.parse(text) as { items?: unknown } | null)?.items;
  } catch (error) {
    throw refuse(`this is not JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(items)) {
    throw refuse('this is not a list of claims');
  }
  return items.map((item) => {
    const { success, data } = CLAIM.safeParse(item);
    if (!success) {
      throw refuse(`${show(item)} is not a claim`);
    }
    const { metadata, spec, status } = data;
    const { name, namespace, creationTimestamp: created } = metadata;
    return { namespace, name, size: status?.capacity?.storage ?? spec?.resources?.requests?.storage ?? '', created };
  });
}

/** @param tasks those that mount a claim of this name, in whatever namespace */
function withTasks(claim: Omit<Claim, 'state' | 'tasks'>, tasks: readonly Task[]): Claim {
  const { namespace, name } = claim;
  const users = tasks
    // A task without a namespace goes wherever its manifests are applied, so that any namespace may be its own.
    .filter((task) => (task.claim.namespace ?? namespace) === namespace)
    .map(({ taskId, done = false }) => ({ taskId, done }));
  if (users.length === 0) {
    const commands = [
      `kubectl annotate -n ${namespace} pvc ${name} ${CONFIRM_DELETE}=${name}`,
      `kubectl delete -n ${namespace} pvc ${name}`,
    ];
    return { ...claim, state: 'orphaned', tasks: users, commands };
  }
  return { ...claim, state: users.every(({ done }) => done) ? 'done' : 'used', tasks: users };
}

function showClaims(claims: readonly Claim[], io: Io): void {
  if (claims.length === 0) {
    io.stdout('no claims\n');
    return;
  }
  const rows = claims.map(({ namespace, name, size, created, state, tasks }) => {
    const users = tasks.map(({ taskId, done }) => (done ? `${taskId} (done)` : taskId)).join(', ');
    return [namespace, name, size, age(created), state, users];
  });
  const table = [['NAMESPACE', 'CLAIM', 'SIZE', 'AGE', 'STATE', 'TASKS'], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of table) {
    const line = row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
    io.stdout(`${io.color && row[4] === 'orphaned' ? `\x1b[33m${line}\x1b[0m` : line}\n`);
  }
  const orphans = claims.flatMap(({ commands }) => (commands ? [commands] : []));
  if (orphans.length > 0) {
    io.stdout(
      `\n${orphans.length} orphaned: no task here mounts ${orphans.length === 1 ? 'it' : 'them'}. A task of another repository may, and a claim may hold work that is\n` +
        'nowhere else. Only when you are sure, this deletes a claim for ever:\n',
    );
    io.stdout(orphans.map((commands) => `\n${commands.map((command) => `  ${command}\n`).join('')}`).join(''));
  }
}

/** The time since then, as kubectl shows it. */
function age(created: string): string {
  const seconds = Math.max(0, (Date.now() - Date.parse(created)) / 1000);
  const [unit, length] = (
    [
      ['d', 86400],
      ['h', 3600],
      ['m', 60],
    ] as const
  ).find(([, size]) => seconds >= size) ?? ['s', 1];
  return Number.isNaN(seconds) ? '' : `${Math.floor(seconds / length)}${unit}`;
}
