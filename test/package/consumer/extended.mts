// Constructs of a consumer's own, made of both.
import { Chart } from 'cdk8s';
import { AgentJob, type AgentPodSpec, TaskApp, TaskWorkspace, type TaskWorkspaceProps } from 'cdk8s-keruta';
import type { Construct } from 'constructs';

class BigWorkspace extends TaskWorkspace {
  public constructor(scope: Construct, id: string, props: TaskWorkspaceProps) {
    super(scope, id, { pvcStorageSize: '100Gi', ...props });
  }
}

class PatientJob extends AgentJob {
  protected override podSpec(): AgentPodSpec {
    return { ...super.podSpec(), terminationGracePeriodSeconds: 120 };
  }
}

const app = new TaskApp();
const chart = new Chart(app, 'task123');
const workspace = new BigWorkspace(chart, 'workspace', { taskId: 'task123', pvcStorageClass: 'standard' });
const job = new PatientJob(chart, 'job', { taskId: 'task123', workspace });
job.addInitContainer({ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' });
app.synth();
