import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UserError } from '../../mistakes/user-error';
import { loadTasks } from '../../tasks/load';
import { appConfig } from '../app/config';
import { removedTasks } from '../app/history';
import { runApp } from '../app/run-app';
import { tasksOfFiles } from '../app/tasks-of-files';
import { kubectlCommand, LIVE_HELP, LIVE_OPTIONS, readLive, takeLive } from '../live';
import { lookup } from '../live/lookup';
import { OUTPUT_HELP } from '../output';
import type { Verb } from '../verb';
import { isListed, type Known, toListed } from './listed-claim';
import { claimsTable } from './table';
import { claimUsers } from './users';

export const claims: Verb = {
  help: `cdk8s-keruta claims [--live FILE] [--json] [--output FILE]

Lists the claims of the cluster with the tasks of this repository that mount them: used, done (every task is), orphaned (a
task of this repository made the claim, and no task mounts it any more) or unknown; and the pods that mount them now. For
an orphan it prints the commands that confirm and delete it. It never deletes anything.

It runs the app that cdk8s.yaml names, and kubectl get.

${LIVE_HELP}  --from FILE        the old name of --live FILE
${OUTPUT_HELP}  --json             a list of namespace, name, size, created, status, state, tasks, pods and, for an orphan, commands

Examples:
  cdk8s-keruta claims
  cdk8s-keruta claims --namespace agents --json

Exit codes: 0 listed, 1 mistakes in the tasks or an app that fails, 3 it could not be done.
`,
  run(args, io) {
    const { rest, isLive, file } = takeLive(args);
    const { values } = parseArgs({
      args: rest,
      options: { ...LIVE_OPTIONS, json: { type: 'boolean' }, from: { type: 'string' } },
    });
    if (isLive && values.from !== undefined) {
      throw new UserError('--from is the old name of --live; allowed: one of them');
    }
    const known = knownClaims();
    if ('failed' in known) {
      io.stderr(known.failed);
      return 1;
    }
    const cluster = readLive({ file: file ?? values.from, ...values });
    const { podsOn } = lookup(cluster);
    const found = cluster.claims
      .filter((claim) => isListed(claim, known))
      .map((claim) => toListed(claim, podsOn(claim.namespace, claim.name), known, kubectlCommand(values)));
    if (values.json) {
      io.stdout(`${JSON.stringify(found, null, 2)}\n`);
    } else {
      io.stdout(claimsTable(found, { color: io.color, now: cluster.takenAt }));
    }
    return 0;
  },
};

/** Without an app nothing is known of a claim, but that a task of tasks.yaml mounts it. */
function knownClaims(): Known | { readonly failed: string } {
  if (!existsSync('cdk8s.yaml')) {
    return { users: claimUsers(new Map(), loadTasks().tasks), removed: new Set() };
  }
  const config = appConfig();
  const app = runApp(config.app);
  return 'failed' in app
    ? app
    : { users: claimUsers(app.files, tasksOfFiles().tasks), removed: removedTasks(config.output) };
}
