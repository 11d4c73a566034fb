import { AgentJob, type AgentJobProps, type AgentPodSpec, TaskChart, type TaskChartProps } from '../../../lib';

/** A Job whose pods may go to any node, as if there were no affinity: the control experiment. */
class SplitJob extends AgentJob {
  protected override podSpec(): AgentPodSpec {
    return { ...super.podSpec(), affinity: undefined };
  }
}

class SplitChart extends TaskChart {
  protected override makeJob(props: AgentJobProps): AgentJob {
    return new SplitJob(this, 'job', props);
  }
}

export function withoutAffinity(scope: ConstructorParameters<typeof TaskChart>[0], props: TaskChartProps): TaskChart {
  return new SplitChart(scope, props);
}
