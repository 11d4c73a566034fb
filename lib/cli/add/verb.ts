import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { UserError } from '../../mistakes/user-error';
import { currentTasks, EDIT_CODES, EDIT_HELP, EDIT_OPTIONS, editTasks } from '../edit/edit-tasks';
import type { Verb } from '../verb';

export const add: Verb = {
  help: `cdk8s-keruta add ID [--parent TASK] [--repository NAME] [--set SETTING=VALUE]... [--dry-run]

Adds a task with this id at the end of tasks.yaml. In a folder tasks/, the task gets a file of its own.

  --parent TASK          continue in the claim of this task
  --repository NAME      take the settings of this repository
  --set SETTING=VALUE    any other setting of docs/settings.md, with a value as in YAML; may be repeated
${EDIT_HELP}
Examples:
  cdk8s-keruta add search --repository web
  cdk8s-keruta add attempt-2 --parent login-page --set workspace=clone --set 'env={ LEVEL: high }'

${EDIT_CODES}`,
  run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        ...EDIT_OPTIONS,
        parent: { type: 'string' },
        repository: { type: 'string' },
        set: { type: 'string', multiple: true },
      },
      allowPositionals: true,
    });
    const [taskId, ...surplus] = positionals;
    if (taskId === undefined || surplus.length > 0) {
      throw new UserError('add takes the id of one task; see cdk8s-keruta add --help');
    }
    const named = Object.entries({ taskId, parentTaskId: values.parent, repository: values.repository });
    const settings = [...named.filter(([, value]) => value !== undefined), ...(values.set ?? []).map(assignment)];
    const [twice] = settings.filter(([key], index) => settings.findIndex(([other]) => other === key) < index);
    if (twice) {
      throw new UserError(`${twice[0]} is set twice; allowed: once`);
    }
    editTasks(currentTasks(), [{ kind: 'add', settings: Object.fromEntries(settings) }], io, {
      dryRun: values['dry-run'],
    });
    return 0;
  },
};

/** The setting and the value of `SETTING=VALUE`. */
function assignment(text: string): [string, unknown] {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new UserError(`--set ${text} has no setting and value; allowed: SETTING=VALUE, as in --set timeout=600`);
  }
  try {
    return [text.slice(0, at), parse(text.slice(at + 1))];
  } catch (error) {
    throw new UserError(`--set ${text}: the value is not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
}
