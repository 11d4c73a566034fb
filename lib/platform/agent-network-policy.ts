import type * as CdkPlus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkProps } from '../checks/props';
import { APP_LABEL } from '../settings/names';
import type { KerutaApiLocation } from './settings';
import { networkPolicyShape } from './shape';

/** The label that Kubernetes itself puts on every namespace. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** The addresses of clouds, companies and clusters that are not public. */
const PRIVATE_V4 = [
  '10.0.0.0/8',
  // Shared address space: pods of some clouds, and the metadata address of one (100.100.100.200).
  '100.64.0.0/10',
  '127.0.0.0/8',
  // The address of the platform services of Azure.
  '168.63.129.16/32',
  // Link-local, with the clouds' metadata address (169.254.169.254).
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  // Reserved, and used for nodes and pods by some clouds.
  '240.0.0.0/4',
];
const PRIVATE_V6 = [
  '::1/128',
  // Private IPv4 addresses behind NAT64.
  '64:ff9b:1::/48',
  // Unique local, with metadata addresses (fd00:ec2::254, fd20:ce::254).
  'fc00::/7',
  'fe80::/10',
];

/** Properties of `AgentNetworkPolicy`. */
export interface AgentNetworkPolicyProps {
  /** Namespace of the agents. A DNS label. */
  readonly namespace: string;

  /**
   * Location of keruta's API.
   *
   * @default - in the namespace of the agents
   */
  readonly api?: KerutaApiLocation;
}

/**
 * Denies the pods of the agents (label `app: keruta`) all traffic but DNS, keruta's API, and ports 22 and 443
 * outside private addresses. Other pods of the namespace are not touched.
 *
 * It holds only in a cluster whose network plugin enforces NetworkPolicies.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class AgentNetworkPolicy extends Construct {
  /**
   * @throws Error if a prop breaks its limits
   */
  constructor(scope: Construct, id: string, props: AgentNetworkPolicyProps) {
    super(scope, id);
    checkProps(this, networkPolicyShape, props);
    const { namespace, podLabels = { app: 'keruta-api' }, port = 8080 } = props.api ?? {};
    // Loaded only here: loading takes a third of the start of the app, and tasks do not need it.
    const kplus: typeof CdkPlus = require('cdk8s-plus-27');
    const { Namespaces, NetworkPolicy, NetworkPolicyIpBlock, NetworkPolicyPort, NetworkPolicyTrafficDefault, Pods } =
      kplus;
    const dnsPorts = [NetworkPolicyPort.udp(53), NetworkPolicyPort.tcp(53)];
    // Git over SSH, and everything over HTTPS.
    const outsidePorts = [NetworkPolicyPort.tcp(22), NetworkPolicyPort.tcp(443)];

    const agents = Pods.select(this, 'agents', { labels: APP_LABEL });
    const policy = new NetworkPolicy(this, 'Resource', {
      metadata: { name: 'keruta-agents', namespace: props.namespace },
      selector: agents,
      ingress: { default: NetworkPolicyTrafficDefault.DENY },
      egress: { default: NetworkPolicyTrafficDefault.DENY },
    });

    const dns = Pods.select(this, 'dns', {
      labels: { 'k8s-app': 'kube-dns' },
      namespaces: Namespaces.select(this, 'dns-namespace', { labels: { [NAMESPACE_NAME]: 'kube-system' } }),
    });
    policy.addEgressRule(dns, dnsPorts);
    // Where each node has a DNS cache of its own, it answers at this address.
    policy.addEgressRule(NetworkPolicyIpBlock.ipv4(this, 'dns-of-the-node', '169.254.20.10/32'), dnsPorts);

    const api = Pods.select(this, 'api', {
      labels: { ...podLabels },
      namespaces:
        namespace === undefined
          ? undefined
          : Namespaces.select(this, 'api-namespace', { labels: { [NAMESPACE_NAME]: namespace } }),
    });
    policy.addEgressRule(api, [NetworkPolicyPort.tcp(port)]);

    policy.addEgressRule(NetworkPolicyIpBlock.ipv4(this, 'outside-v4', '0.0.0.0/0', PRIVATE_V4), outsidePorts);
    policy.addEgressRule(NetworkPolicyIpBlock.ipv6(this, 'outside-v6', '::/0', PRIVATE_V6), outsidePorts);
  }
}
