import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { AgentJob, type AgentPodSpec, TaskWorkspace } from '../../lib';
import { addJob, manifest } from '../jobs';
import { emptyChart, MAIN, objectOf, POD } from '../support';

describe('what is added after construction', () => {
  test('is in the manifest, in the order in which it was added', () => {
    const job = manifest({ env: { FIRST: '1' } }, (job) => {
      job.addInitContainer({ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' });
      job.addInitContainer({ name: 'fetch', image: 'fetch:1' });
      job.addVolume({ name: 'cache', emptyDir: {} }, { mountPath: '/cache', readOnly: true });
      job.addEnv('SECOND', { secretKeyRef: { name: 's', key: 'k' } });
      job.addEnv('THIRD', '3');
    });
    expect(job).toHaveProperty(`${POD}.initContainers`, [
      { name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' },
      { name: 'fetch', image: 'fetch:1' },
    ]);
    expect(job).toHaveProperty(`${POD}.volumes.1`, { name: 'cache', emptyDir: {} });
    expect(job).toHaveProperty(`${MAIN}.volumeMounts.1`, { name: 'cache', mountPath: '/cache', readOnly: true });
    expect(job).toHaveProperty(`${MAIN}.env.3`, { name: 'FIRST', value: '1' });
    expect(job).toHaveProperty(`${MAIN}.env.4`, {
      name: 'SECOND',
      valueFrom: { secretKeyRef: { name: 's', key: 'k' } },
    });
    expect(job).toHaveProperty(`${MAIN}.env.5`, { name: 'THIRD', value: '3' });
  });

  test('may hold the objects of cdk8s-plus and of cdk8s', () => {
    const job = manifest({}, (job) => {
      job.addInitContainer({
        name: 'proxy',
        image: Lazy.any({ produce: () => 'proxy:1' }) as string,
        restartPolicy: 'Always',
        livenessProbe: { tcpSocket: { port: k8s.IntOrString.fromString('http') } },
      });
      job.addVolume(
        { name: 'cache', emptyDir: { sizeLimit: k8s.Quantity.fromString('1.5Gi') } },
        { mountPath: '/cache' },
      );
    });
    expect(job).toHaveProperty(`${POD}.initContainers.0.image`, 'proxy:1');
    expect(job).toHaveProperty(`${POD}.initContainers.0.livenessProbe.tcpSocket.port`, 'http');
    expect(job).toHaveProperty(`${POD}.volumes.1.emptyDir.sizeLimit`, '1.5Gi');
  });

  test.each<[string, (job: AgentJob) => void, string]>([
    ['a second container', (job) => job.addInitContainer({ name: 'main' }), 'a second container "main"; allowed: '],
    [
      'a second init container',
      (job) => {
        job.addInitContainer({ name: 'proxy', image: 'proxy:1' });
        job.addInitContainer({ name: 'proxy', image: 'proxy:2' });
      },
      'a second container "proxy"; allowed: a name not among main, proxy',
    ],
    ['a container without a right name', (job) => job.addInitContainer({ name: 'Proxy' }), 'did you mean proxy?'],
    ['a second volume', (job) => job.addVolume({ name: 'repo' }, { mountPath: '/a' }), 'a second volume "repo"'],
    [
      'a second of the volumes added',
      (job) => {
        job.addVolume({ name: 'cache', emptyDir: {} }, { mountPath: '/a' });
        job.addVolume({ name: 'cache' }, { mountPath: '/b' });
      },
      'a second volume "cache"; allowed: a name not among repo, cache',
    ],
    ['a volume without a right name', (job) => job.addVolume({ name: 'a.b' }, { mountPath: '/a' }), 'name is not'],
    [
      'a volume at no place',
      (job) => job.addVolume({ name: 'a' }, { mountPath: 'a:b' }),
      'mountPath is not an absolute',
    ],
    [
      'a volume over the workspace',
      (job) => job.addVolume({ name: 'a' }, { mountPath: '/work' }),
      'a second mountPath',
    ],
    [
      'a volume over another',
      (job) => {
        job.addVolume({ name: 'a', emptyDir: {} }, { mountPath: '/a' });
        job.addVolume({ name: 'b' }, { mountPath: '/a' });
      },
      'a second mountPath "/a"; allowed: a name not among /work, /a',
    ],
    [
      'a field that Kubernetes does not know',
      (job) => job.addInitContainer({ name: 'a', image: 'b', securityContext: { runAsUsr: 1 } as object }),
      'initContainers.0.securityContext.runAsUsr is not a known key; allowed: ',
    ],
    [
      'a value that the API server refuses',
      (job) => job.addVolume({ name: 'a', secret: { secretName: 'b', defaultMode: 1000 } }, { mountPath: '/a' }),
      'volumes.0.secret.defaultMode is out of range',
    ],
    ['a variable of the contract', (job) => job.addEnv('KERUTA_API_TOKEN', 'x'), 'a second environment variable'],
    ['a variable of the props', (job) => job.addEnv('MINE', 'x'), 'a second environment variable "MINE"'],
    [
      'a variable added before',
      (job) => {
        job.addEnv('NEW', 'x');
        job.addEnv('NEW', 'x');
      },
      'a second environment variable "NEW"',
    ],
    ['a variable that none can be', (job) => job.addEnv('1ST', 'x'), 'is not the name of an environment variable'],
    ['a value that no file can hold', (job) => job.addEnv('BELL', '\u0007'), 'control character U+0007'],
  ])('is refused with the place of the job: %s', (_, add, message) => {
    const job = addJob(emptyChart(), { volumeName: 'repo', env: { MINE: 'x' } });
    expect(() => add(job)).toThrow(message);
    expect(() => add(job)).toThrow('[mine/job] ');
  });
});

test('a volume over the workspace is refused where workDir moves the workspace', () => {
  const job = addJob(emptyChart(), { workDir: '/src' });
  expect(() => job.addVolume({ name: 'a', emptyDir: {} }, { mountPath: '/src' })).toThrow('a second mountPath "/src"');
  expect(() => job.addVolume({ name: 'a', emptyDir: {} }, { mountPath: '/work' })).not.toThrow();
});

test('a JSON patch may add fields that Kubernetes 1.27 does not know', () => {
  const job = manifest({}, (job) => {
    ApiObject.of(job).addJsonPatch(JsonPatch.add('/spec/podReplacementPolicy', 'Failed'));
  });
  expect(job).toHaveProperty('spec.podReplacementPolicy', 'Failed');
});

test('a subclass changes the pod by overriding podSpec', () => {
  class HostNetworkJob extends AgentJob {
    protected override podSpec(): AgentPodSpec {
      return { ...super.podSpec(), hostNetwork: true };
    }
  }
  const chart = emptyChart();
  const workspace = new TaskWorkspace(chart, 'workspace', { taskId: 'task1' });
  new HostNetworkJob(chart, 'job', { taskId: 'task1', workspace }).addEnv('LATE', '1');
  const job = objectOf(chart, 'Job');
  expect(job).toHaveProperty(`${POD}.hostNetwork`, true);
  expect(job).toHaveProperty(`${MAIN}.env.3.name`, 'LATE');
});

test('a subclass reads the settings of its Job', () => {
  class NamedJob extends AgentJob {
    protected override podSpec(): AgentPodSpec {
      return { ...super.podSpec(), hostname: this.settings.jobName };
    }
  }
  const chart = emptyChart();
  const workspace = new TaskWorkspace(chart, 'workspace', { taskId: 'task1' });
  new NamedJob(chart, 'job', { taskId: 'task1', workspace, jobName: 'named' });
  expect(objectOf(chart, 'Job')).toHaveProperty(`${POD}.hostname`, 'named');
});
