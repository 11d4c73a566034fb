import type { Chart } from 'cdk8s';
import { AgentJob, type AgentJobProps, type ITaskWorkspace, TaskWorkspace } from '../lib';
import { emptyChart, objectOf } from './support';

/** Makes a workspace in a chart. */
type MakeWorkspace = (chart: Chart) => ITaskWorkspace;

const ownClaim: MakeWorkspace = (chart) => new TaskWorkspace(chart, 'workspace', { taskId: 'task1' });

/** A Job on a workspace, by default one with a claim of its own. */
export function addJob(chart: Chart, props: Partial<AgentJobProps> = {}, makeWorkspace = ownClaim): AgentJob {
  return new AgentJob(chart, 'job', { taskId: 'task1', workspace: makeWorkspace(chart), ...props });
}

/** The Job's manifest, with what is done to the job after its construction. */
export function manifest(
  props: Partial<AgentJobProps> = {},
  change: (job: AgentJob) => void = () => {},
  makeWorkspace = ownClaim,
): object {
  const chart = emptyChart();
  change(addJob(chart, props, makeWorkspace));
  return objectOf(chart, 'Job');
}
