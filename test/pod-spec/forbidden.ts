/** Pod specs that the Pod Security Standard `restricted` forbids, and the path of the field. */
export const FORBIDDEN: readonly (readonly [podSpec: string, path: string])[] = [
  ['{ hostPID: true }', 'podSpec.hostPID'],
  ['{ securityContext: { runAsUser: 0 } }', 'podSpec.securityContext.runAsUser'],
  ['{ securityContext: { runAsNonRoot: false } }', 'podSpec.securityContext.runAsNonRoot'],
  ['{ securityContext: { seccompProfile: { type: Unconfined } } }', 'podSpec.securityContext.seccompProfile.type'],
  ['{ securityContext: { appArmorProfile: { type: Unconfined } } }', 'podSpec.securityContext.appArmorProfile.type'],
  ['{ volumes: [{ name: v, nfs: { server: s, path: /p } }] }', 'podSpec.volumes[0].nfs'],
  ['{ volumes: [{ name: v, hostPath: { path: /p } }] }', 'podSpec.volumes[0].hostPath'],
  [
    '{ containers: [{ name: main, securityContext: { allowPrivilegeEscalation: true } }] }',
    'podSpec.containers[0].securityContext.allowPrivilegeEscalation',
  ],
  [
    '{ containers: [{ name: main, securityContext: { runAsUser: 0 } }] }',
    'podSpec.containers[0].securityContext.runAsUser',
  ],
  [
    '{ containers: [{ name: main, securityContext: { capabilities: { add: [NET_ADMIN] } } }] }',
    'podSpec.containers[0].securityContext.capabilities.add',
  ],
  [
    '{ containers: [{ name: main, securityContext: { capabilities: { drop: [NET_RAW] } } }] }',
    'podSpec.containers[0].securityContext.capabilities.drop',
  ],
  [
    '{ containers: [{ name: main, ports: [{ containerPort: 80, hostPort: 80 }] }] }',
    'podSpec.containers[0].ports[0].hostPort',
  ],
  [
    '{ initContainers: [{ name: a, image: b, securityContext: { runAsNonRoot: false } }] }',
    'podSpec.initContainers[0].securityContext.runAsNonRoot',
  ],
];

/** Pod specs that the standard allows. */
export const ALLOWED: readonly string[] = [
  '{ initContainers: [{ name: a, image: b, securityContext: { capabilities: { add: [NET_BIND_SERVICE] } } }] }',
  '{ containers: [{ name: main, securityContext: { readOnlyRootFilesystem: true } }] }',
  '{ securityContext: { runAsUser: 2000, fsGroup: 2000 } }',
  '{ volumes: [{ name: v, emptyDir: {} }] }',
];
