import type { PrintedStatus, Project } from '../support/project';
import { until } from '../support/until';
import type { Case } from './cases';

export const stateOf = ({ tasks }: PrintedStatus, taskId: string) => tasks.find((task) => task.taskId === taskId);

/** Waits until `status` shows the state and the reason of each case. */
export function asExpected(cases: readonly Case[], project: Project, namespace: string): Promise<PrintedStatus> {
  const isAsExpected = (found: PrintedStatus, { taskId, state, why = '' }: Case) => {
    const task = stateOf(found, taskId);
    return task?.state === state && task.why.includes(why);
  };
  return until(
    'each task is in its state',
    async () => {
      const found = await project.status(namespace);
      return cases.every((one) => isAsExpected(found, one)) && found;
    },
    {
      seen: async () => {
        const found = await project.status(namespace);
        return cases
          .filter((one) => !isAsExpected(found, one))
          .map(({ taskId, state, why }) => ({ taskId, expected: [state, why], found: stateOf(found, taskId) }));
      },
    },
  );
}
