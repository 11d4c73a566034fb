import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { APP_LABEL, CONFIRM_DELETE } from '../../settings/names';
import { loadTasks } from '../../tasks/load';
import { appConfig } from '../app/config';
import { runApp } from '../app/run-app';
import { tasksOfFiles } from '../app/tasks-of-files';
import { kubectl } from '../live/kubectl';
import { parseObjects, readObjects } from '../live/objects';
import type { Verb } from '../verb';
import { removedTasks } from './history';
import type { ListedClaim } from './listed-claim';
import { type LiveClaim, toLiveClaim } from './live-claim';
import { claimsTable } from './table';
import { type ClaimUser, claimUsers } from './users';

const KUBECTL = ['get', 'pvc', '-A', '-l', `app=${APP_LABEL.app}`, '-o', 'json'];
const COMMAND = `kubectl ${KUBECTL.join(' ')}`;
const ALLOWED = `what ${COMMAND} prints`;

export const claims: Verb = {
  help: `cdk8s-keruta claims [--from FILE] [--json]

Lists the claims of the cluster with the tasks of this repository that mount them: used, done (every task is), orphaned (a
task of this repository made the claim, and no task mounts it any more) or unknown. For an orphan it prints the commands
that confirm and delete it. It never deletes anything.

It runs the app that cdk8s.yaml names, and ${COMMAND}, or reads what that printed.

  --from FILE   read the claims from this file; - for standard input
  --json        a list of namespace, name, size, created, status, state, tasks and, for an orphan, commands

Examples:
  cdk8s-keruta claims
  kubectl get pvc -A -l app=keruta -o json | cdk8s-keruta claims --from -

Exit codes: 0 listed, 1 mistakes in the tasks or an app that fails, 3 it could not be done.
`,
  run(args, io) {
    const { values } = parseArgs({ args, options: { from: { type: 'string' }, json: { type: 'boolean' } } });
    const app = knownApp();
    if ('failed' in app) {
      io.stderr(app.failed);
      return 1;
    }
    const objects = values.from === undefined ? askCluster() : readObjects(values.from, ALLOWED);
    const found = objects.map((object) => toListed(toLiveClaim(object, ALLOWED), app));
    if (values.json) {
      io.stdout(`${JSON.stringify(found, null, 2)}\n`);
    } else {
      io.stdout(claimsTable(found, io.color));
    }
    return 0;
  },
};

/** The tasks of this repository by their claims, and the tasks that were removed from it. */
interface Known {
  readonly users: ReadonlyMap<string, readonly ClaimUser[]>;
  readonly removed: ReadonlySet<string>;
}

/** Without an app, only the claims of the tasks in tasks.yaml are known. */
function knownApp(): Known | { readonly failed: string } {
  if (!existsSync('cdk8s.yaml')) {
    return { users: claimUsers(new Map(), loadTasks().tasks), removed: new Set() };
  }
  const config = appConfig();
  const app = runApp(config.app);
  return 'failed' in app
    ? app
    : { users: claimUsers(app.files, tasksOfFiles().tasks), removed: removedTasks(config.output) };
}

function askCluster(): unknown[] {
  const text = kubectl(KUBECTL, 'run it on a machine where it works, and pass its output with --from FILE');
  return parseObjects(text, COMMAND, ALLOWED);
}

function toListed({ taskId, ...claim }: LiveClaim, { users, removed }: Known): ListedClaim {
  const { namespace, name } = claim;
  const tasks = (users.get(name) ?? [])
    // A task without a namespace goes wherever its manifests are applied, so that any namespace may be its own.
    .filter((user) => (user.namespace ?? namespace) === namespace)
    .map((user) => ({ taskId: user.taskId, done: user.done }));
  if (tasks.length > 0) {
    return { ...claim, state: tasks.every(({ done }) => done) ? 'done' : 'used', tasks };
  }
  if (taskId === undefined || !removed.has(taskId)) {
    return { ...claim, state: 'unknown', tasks };
  }
  const commands = [
    `kubectl annotate -n ${namespace} pvc ${name} ${CONFIRM_DELETE}=${name}`,
    `kubectl delete -n ${namespace} pvc ${name}`,
  ];
  return { ...claim, state: 'orphaned', tasks, ...(claim.status === 'Terminating' ? {} : { commands }) };
}
