import type { Chart } from 'cdk8s';
import { AgentJob, type AgentJobProps, TaskWorkspace, type TaskWorkspaceProps } from '../lib';
import { emptyChart, objectOf } from './support';

/** A Job on a workspace of its own. */
export function addJob(
  chart: Chart,
  props: Partial<AgentJobProps> = {},
  claim: Partial<TaskWorkspaceProps> = {},
): AgentJob {
  const workspace = new TaskWorkspace(chart, 'workspace', { taskId: 'task1', ...claim });
  return new AgentJob(chart, 'job', { taskId: 'task1', workspace, ...props });
}

/** The Job's manifest, with what is done to the job after its construction. */
export function manifest(
  props: Partial<AgentJobProps> = {},
  change: (job: AgentJob) => void = () => {},
  claim: Partial<TaskWorkspaceProps> = {},
): object {
  const chart = emptyChart();
  change(addJob(chart, props, claim));
  return objectOf(chart, 'Job');
}
