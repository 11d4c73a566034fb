import { parseArgs } from 'node:util';
import { UserError } from '../../mistakes/user-error';
import { checkLiveOptions, LIVE_HELP, LIVE_OPTIONS, readLive, takeLive } from '../live';
import { OUTPUT_HELP } from '../output';
import type { Verb } from '../verb';
import { changedTasks } from './kinds';
import { printNoPlan } from './no-plan';
import { type Plan, plan as planPush } from './plan';
import { exitCode, summary } from './summary';
import { planText } from './text';

export const plan: Verb = {
  help: `cdk8s-keruta plan [--against REV] [--allow-removals] [--all] [--live [FILE]]
                  [--json | --markdown] [--output FILE]

Shows what a push of this working tree does to the cluster: from the manifests committed at REV to those in the output
folder. Runs the app that cdk8s.yaml names, writes no manifest, and asks no cluster without --live. It compares with what is deployed, as far
as this clone knows: the upstream of the current branch, else the default branch of the remote, else HEAD.

A change that cannot work or loses data is refused, with the reason and the fix. A changed Job template is only ignored if the
Argo CD Applications under argocd/ or the Flux Kustomizations under flux/ at REV say so.

With --live, a plan also knows what only the cluster knows: the size of each claim and whether it can grow, agents that run,
Jobs that are there already, and the quotas.

  --against REV      compare with this commit
  --allow-removals   allow the removal of more than 3 and more than a quarter of the tasks
  --all              name every task, even if many have the same change
  --json             the tasks that change, the counts, and the resources that the tasks may use before and after
  --markdown         for a pull request, with a picture of the families that change
${LIVE_HELP}${OUTPUT_HELP}
Examples:
  cdk8s-keruta plan
  cdk8s-keruta plan --against origin/main --markdown

Exit codes: 0 nothing to change; 2 changes; 1 refused, mistakes in the tasks, or an app that fails; 4 the output folder,
argocd/ or flux/ is not what a synth would write now; 3 it could not be done: no such revision, no git repository.
`,
  run(args, io) {
    const { rest, isLive, file } = takeLive(args);
    const { values } = parseArgs({
      args: rest,
      options: {
        ...LIVE_OPTIONS,
        against: { type: 'string' },
        'allow-removals': { type: 'boolean' },
        all: { type: 'boolean' },
        json: { type: 'boolean' },
        markdown: { type: 'boolean' },
      },
    });
    if (values.json && values.markdown) {
      throw new UserError('--json and --markdown are two formats; allowed: one of them');
    }
    checkLiveOptions(isLive, values);
    const cluster = isLive ? readLive({ file, ...values }) : undefined;
    const result = planPush({ against: values.against, allowRemovals: values['allow-removals'], cluster });
    if (!('tasks' in result)) {
      return printNoPlan(result, io);
    }
    io.stderr(result.warnings);
    if (values.json) {
      io.stdout(`${JSON.stringify(asJson(result), null, 2)}\n`);
    } else if (values.markdown) {
      // Only the picture needs the graph, which takes long to load.
      const { planMarkdown } = require('./markdown') as typeof import('./markdown');
      io.stdout(planMarkdown(result));
    } else {
      io.stdout(planText(result, { color: io.color, all: values.all }));
    }
    return exitCode(result.counts);
  },
};

function asJson({ commit, comparison, tasks, counts, usage, quotas, uncommitted }: Plan): object {
  const changed = changedTasks(tasks);
  return {
    against: { ...comparison, commit: commit.id },
    uncommitted,
    tasks: changed.map(({ changes, ...task }) => ({
      ...task,
      changes: changes.map(({ object, field, before, after, effect }) => ({ object, field, before, after, effect })),
    })),
    counts: { ...counts, unchanged: tasks.length - changed.length },
    summary: summary(counts),
    usage,
    ...(quotas.length > 0 ? { quotas } : {}),
  };
}
