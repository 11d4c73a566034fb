// An agent with a longer grace period: a subclass of AgentJob changes the spec of the pod, and a subclass of TaskChart uses
// this Job.
import { AgentJob, type AgentJobProps, type AgentPodSpec, TaskApp, TaskChart } from '../lib';

class PatientJob extends AgentJob {
  protected override podSpec(): AgentPodSpec {
    return { ...super.podSpec(), terminationGracePeriodSeconds: 120 };
  }
}

class PatientChart extends TaskChart {
  protected override makeJob(props: AgentJobProps): AgentJob {
    return new PatientJob(this, 'job', props);
  }
}

const app = new TaskApp();
new PatientChart(app, { taskId: 'task123' });
app.synth();
