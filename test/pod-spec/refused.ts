/** Pod specs that the API server refuses, and what the message says. */
export const REFUSED: readonly (readonly [podSpec: string, words: string])[] = [
  // Fields of a container.
  ['{ containers: [{ name: main, livenessProbe: { exec: { command: [] } } }] }', 'livenessProbe.exec has no command'],
  [
    '{ containers: [{ name: main, livenessProbe: { exec: { command: [a] }, successThreshold: 3 } }] }',
    'livenessProbe.successThreshold is not 1',
  ],
  [
    '{ containers: [{ name: main, livenessProbe: { exec: { command: [a] }, httpGet: { port: 80 } } }] }',
    'livenessProbe has more than one of exec, httpGet',
  ],
  [
    '{ containers: [{ name: main, lifecycle: { preStop: { sleep: { seconds: 100 } } } }] }',
    'sleep.seconds is longer than the grace period of the pod',
  ],
  [
    '{ containers: [{ name: main, ports: [{ containerPort: 80, name: a }, { containerPort: 81, name: a }] }] }',
    'ports[1] has the key of another item',
  ],
  [
    '{ containers: [{ name: main, ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 81, hostPort: 80 }] }] }',
    'ports[1] has the key of another item',
  ],
  [
    '{ hostNetwork: true, containers: [{ name: main, ports: [{ containerPort: 80, hostPort: 81 }] }] }',
    'hostPort differs from containerPort',
  ],
  [
    '{ containers: [{ name: main, env: [{ name: A, valueFrom: { fieldRef: { fieldPath: spec.nodeName, apiVersion: v2 } } }] }] }',
    'apiVersion is not one of the allowed values',
  ],
  [
    '{ containers: [{ name: main, env: [{ name: A, valueFrom: { resourceFieldRef: { resource: limits.gpu } } }] }] }',
    'resource is not a resource that a variable can have',
  ],
  [
    '{ containers: [{ name: main, env: [{ name: A, valueFrom: { secretKeyRef: { key: b } } }] }] }',
    'secretKeyRef has no name',
  ],
  ['{ containers: [{ name: main, envFrom: [{ secretRef: {} }] }] }', 'secretRef has no name'],
  ['{ containers: [{ name: main, resources: { requests: { foo: 1 } } }] }', 'resources.requests.foo'],
  ['{ containers: [{ name: main, resources: { claims: [{ name: x }] } }] }', 'is not a resource claim of the pod'],
  [
    '{ containers: [{ name: main, resizePolicy: [{ resourceName: cpu, restartPolicy: Foo }] }] }',
    'restartPolicy is not one of the allowed values',
  ],
  [
    '{ containers: [{ name: main, volumeMounts: [{ name: a, mountPath: /a, mountPropagation: Bidirectional }] }], volumes: [{ name: a, emptyDir: {} }] }',
    'mountPropagation is for privileged containers',
  ],
  [
    '{ containers: [{ name: main, volumeMounts: [{ name: a, mountPath: /a, recursiveReadOnly: Enabled }] }], volumes: [{ name: a, emptyDir: {} }] }',
    'recursiveReadOnly needs readOnly',
  ],
  // Security.
  [
    '{ containers: [{ name: main, securityContext: { privileged: true, allowPrivilegeEscalation: false } }] }',
    'allowPrivilegeEscalation cannot be false',
  ],
  [
    '{ containers: [{ name: main, securityContext: { capabilities: { add: [CAP_SYS_ADMIN] }, allowPrivilegeEscalation: false } }] }',
    'allowPrivilegeEscalation cannot be false',
  ],
  ['{ securityContext: { seccompProfile: { type: Localhost } } }', 'type has no localhostProfile'],
  [
    '{ securityContext: { seccompProfile: { type: RuntimeDefault, localhostProfile: a } } }',
    'localhostProfile is for the type Localhost',
  ],
  ['{ securityContext: { sysctls: [{ name: "a b", value: x }] } }', 'name is not the name of a sysctl'],
  ['{ shareProcessNamespace: true, hostPID: true }', 'shareProcessNamespace cannot be true together with hostPID'],
  ['{ hostUsers: false, hostNetwork: true }', 'hostNetwork cannot be true if hostUsers is false'],
  // Names and addresses.
  ['{ dnsPolicy: None }', 'dnsPolicy None needs a nameserver'],
  ['{ dnsConfig: { nameservers: [1.1.1.1, 1.1.1.2, 1.1.1.3, 1.1.1.4] } }', 'nameservers has too many items'],
  ['{ dnsConfig: { searches: ["a_b c"] } }', 'searches[0] is not a search domain'],
  ['{ dnsConfig: { options: [{ value: "1" }] } }', 'options[0] has no name'],
  ['{ hostAliases: [{ hostnames: [a] }] }', 'hostAliases[0] has no ip'],
  // Scheduling.
  ['{ nodeSelector: { "a b": c } }', 'nodeSelector["a b"]'],
  ['{ nodeSelector: { a: "c d" } }', 'nodeSelector.a'],
  ['{ tolerations: [{ operator: Equal, value: x }] }', 'tolerations[0] has no key'],
  ['{ tolerations: [{ key: a, operator: Exists, value: x }] }', 'tolerations[0] has a value'],
  ['{ tolerations: [{ key: a, effect: NoSchedule, tolerationSeconds: 5 }] }', 'without effect NoExecute'],
  [
    '{ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } } }',
    'nodeSelectorTerms is empty',
  ],
  [
    '{ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: In }] }] } } } }',
    'operator has 0 values',
  ],
  [
    '{ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: Exists, values: [b] }] }] } } } }',
    'operator has 1 values',
  ],
  [
    '{ affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0, preference: { matchExpressions: [{ key: a, operator: Exists }] } }] } } }',
    'weight is out of range',
  ],
  [
    '{ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: "a b" }] } } }',
    'topologyKey',
  ],
  [
    '{ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, minDomains: 2 }] }',
    'minDomains needs whenUnsatisfiable: DoNotSchedule',
  ],
  [
    '{ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, minDomains: 0 }] }',
    'minDomains is out of range',
  ],
  [
    '{ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule }, { maxSkew: 2, topologyKey: a, whenUnsatisfiable: DoNotSchedule }] }',
    'topologySpreadConstraints[1] has the key of another item',
  ],
  ['{ schedulingGates: [{ name: a }, { name: a }] }', 'schedulingGates[1]'],
  ['{ resourceClaims: [{ name: a }] }', 'resourceClaims[0] has no source or handler'],
  // Volumes.
  ['{ initContainers: [{ name: a, image: b }, { name: a, image: c }] }', 'initContainers[1].name is there twice'],
  [
    '{ volumes: [{ name: a, projected: { sources: [{ secret: { name: x }, configMap: { name: y } }] } }] }',
    'sources[0] has more than one of secret, configMap',
  ],
  [
    '{ volumes: [{ name: a, downwardAPI: { items: [{ path: a, fieldRef: { fieldPath: spec.nodeName } }] } }] }',
    'fieldPath is not a field that a file can have',
  ],
  ['{ volumes: [{ name: a, downwardAPI: { items: [{ path: a }] } }] }', 'items[0] has no source or handler'],
  ['{ volumes: [{ name: a, hostPath: { path: "" } }] }', 'path is empty'],
  ['{ volumes: [{ name: a, nfs: { server: "", path: /a } }] }', 'server is empty'],
  ['{ volumes: [{ name: a, csi: { driver: "a b" } }] }', 'driver'],
  ['{ volumes: [{ name: a, ephemeral: { volumeClaimTemplate: { spec: {} } } }] }', 'has no accessModes'],
];
