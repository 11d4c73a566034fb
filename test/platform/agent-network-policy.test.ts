import { BlockList } from 'node:net';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { AgentNetworkPolicy, type KerutaApiLocation } from '../../lib';
import { emptyChart } from '../support';

interface Rule {
  readonly ports: readonly { readonly port: number; readonly protocol: string }[];
  readonly to: readonly { readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] } }[];
}

function policy(api?: KerutaApiLocation) {
  const chart = new Chart(new App(), 'mine');
  new AgentNetworkPolicy(chart, 'policy', { namespace: 'agents', api });
  const [object] = Testing.synth(chart);
  return object;
}

const egress: readonly Rule[] = policy().spec.egress;
/** The rule for what keruta's API answers at. */
const toApi = (api?: KerutaApiLocation) => policy(api).spec.egress[2];

test('it is about the pods of the agents, and leaves the others in the namespace alone', () => {
  expect(policy().metadata).toEqual({ name: 'keruta-agents', namespace: 'agents' });
  expect(policy().spec.podSelector).toEqual({ matchLabels: { app: 'keruta' } });
});

test('it denies all that it does not allow, in and out, and allows nothing in', () => {
  expect(policy().spec.policyTypes).toEqual(['Egress', 'Ingress']);
  expect(policy().spec).not.toHaveProperty('ingress');
  expect(egress.every(({ ports, to }) => ports.length > 0 && to.length > 0)).toBe(true);
});

test('it allows DNS, by the cluster’s servers and by a cache on the node, and nothing else there', () => {
  const ports = [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ];
  expect(egress.slice(0, 2)).toEqual([
    {
      ports,
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
    },
    { ports, to: [{ ipBlock: { cidr: '169.254.20.10/32' } }] },
  ]);
});

test('it allows keruta’s API, by default in the namespace of the agents', () => {
  expect(toApi()).toEqual({
    ports: [{ port: 8080, protocol: 'TCP' }],
    to: [{ podSelector: { matchLabels: { app: 'keruta-api' } } }],
  });
});

test('where keruta’s API lives is a setting', () => {
  expect(toApi({ namespace: 'keruta-system', podLabels: { 'example.com/part': 'api' }, port: 9000 })).toEqual({
    ports: [{ port: 9000, protocol: 'TCP' }],
    to: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'keruta-system' } },
        podSelector: { matchLabels: { 'example.com/part': 'api' } },
      },
    ],
  });
});

describe('outside private addresses it allows Git over SSH and HTTPS', () => {
  const outside = egress.slice(3);
  const blocks = outside.flatMap(({ to }) => to.map(({ ipBlock }) => ipBlock));

  test('in IPv4 and IPv6, by TCP alone', () => {
    expect(blocks.map((block) => block?.cidr)).toEqual(['0.0.0.0/0', '::/0']);
    expect(outside.map(({ ports }) => ports)).toEqual(
      Array(2).fill([
        { port: 22, protocol: 'TCP' },
        { port: 443, protocol: 'TCP' },
      ]),
    );
  });

  const refused = new BlockList();
  for (const range of blocks.flatMap((block) => block?.except ?? [])) {
    const [address = '', bits] = range.split('/');
    refused.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4');
  }
  const isRefused = (address: string) => refused.check(address, address.includes(':') ? 'ipv6' : 'ipv4');

  test.each([
    ['169.254.169.254', 'the clouds’ metadata'],
    ['169.254.170.2', 'credentials of a container'],
    ['100.100.100.200', 'metadata of a cloud'],
    ['192.0.0.192', 'metadata of a cloud'],
    ['168.63.129.16', 'the platform of a cloud'],
    ['fd00:ec2::254', 'metadata of a cloud'],
    ['fd20:ce::254', 'metadata of a cloud'],
    ['10.0.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'shared address space'],
    ['198.18.0.1', 'benchmarks'],
    ['240.0.0.1', 'reserved'],
    ['127.0.0.1', 'the pod itself'],
    ['::1', 'the pod itself'],
    ['fe80::1', 'link-local'],
    ['fc00::1', 'unique local'],
    ['64:ff9b:1::a00:1', 'a private address, translated'],
  ])('not to %s: %s', (address) => {
    expect(isRefused(address)).toBe(true);
  });

  test.each([
    ['140.82.121.4'],
    ['172.15.255.255'],
    ['172.32.0.1'],
    ['100.128.0.1'],
    ['2606:50c0:8000::154'],
    ['64:ff9b::8c52:7904'],
  ])('to %s', (address) => {
    expect(isRefused(address)).toBe(false);
  });
});

test('the policy can be reached with ApiObject.of', () => {
  const made = new AgentNetworkPolicy(emptyChart(), 'policy', { namespace: 'agents' });
  expect(ApiObject.of(made).kind).toBe('NetworkPolicy');
});

test('wrong props are all shown, with the construct’s path', () => {
  const wrong = { namespace: 'agents', api: { port: 70000, podLabels: { app: 'ä' } } };
  const make = () => new AgentNetworkPolicy(emptyChart(), 'policy', wrong);
  expect(make).toThrow('[mine/policy] api.port is more than 65535 (got 70000); allowed: an integer from 1 to 65535');
  expect(make).toThrow('[mine/policy] api.podLabels.app is not a label value (got "ä"); allowed: ');
});
