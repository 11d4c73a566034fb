import { task, yaml } from '../support';
import type { BadInput } from '.';

const pod = (text: string) => task(`podSpec: ${text}`);

/** Mistakes in a pod spec. */
export const POD_SPECS: readonly BadInput[] = [
  ['a pod spec that is no map', pod('▶[]'), 'wrong-type'],
  [
    'an unknown field of a pod',
    pod('{ ▶initContainer: [] }'),
    'unknown-key',
    'podSpec.initContainer is not a known key',
    'did you mean initContainers',
  ],
  [
    'an unknown field deep in a pod',
    pod('{ containers: [{ name: main, securityContext: { ▶runAsUsr: 1 } }] }'),
    'unknown-key',
    'podSpec.containers[0].securityContext.runAsUsr',
    'did you mean runAsUser?',
  ],
  ['a field of another type', pod('{ terminationGracePeriodSeconds: ▶"120" }'), 'wrong-type'],
  ['a list that is a map', pod('{ volumes: ▶{ name: a } }'), 'wrong-type'],
  ['a number that no field holds', pod('{ securityContext: { runAsUser: ▶0.5 } }'), 'wrong-number'],
  ['a value that is not among those of a field', pod('{ dnsPolicy: ▶default }'), 'wrong-choice'],
  ['a quantity in a pod', pod('{ volumes: [{ name: a, emptyDir: { sizeLimit: ▶2 GB } }] }'), 'wrong-quantity'],
  [
    'a field that came later',
    `kubernetes: "1.27"\n${pod('{ initContainers: [{ name: a, image: b, ▶restartPolicy: Always }] }')}`,
    'newer-kubernetes',
    'came with Kubernetes 1.29',
  ],
  [
    'a second container',
    pod('{ containers: [{ name: ▶proxy, image: a }] }'),
    'second-container',
    'got: "proxy"',
    'move it to initContainers with restartPolicy: Always',
  ],
  ['a pod that restarts its containers', pod('{ restartPolicy: ▶OnFailure }'), 'wrong-pod-spec'],
  [
    'a variable of the contract in a pod',
    pod('{ containers: [{ name: main, env: [{ name: ▶KERUTA_TASK_ID, value: a }] }] }'),
    'wrong-pod-spec',
  ],
  [
    'an image that is set twice',
    task('image: a', 'podSpec: { containers: [{ name: main, ▶image: b }] }'),
    'set-twice',
    'podSpec.containers[0].image and the setting image set the same field',
  ],
  [
    'a mount of a volume that is not there',
    pod('{ containers: [{ name: main, volumeMounts: [{ name: ▶cache, mountPath: /cache }] }] }'),
    'wrong-pod-spec',
    'is not a volume of the pod',
    'got: "cache"',
  ],
  [
    'a mistake in the defaults that is found in the merged pod',
    yaml`
      defaults:
        podSpec:
          volumes:
            - ▶name: a
      tasks:
        - taskId: a
          podSpec: { volumes: [{ name: b, emptyDir: {} }] }
    `,
    'wrong-pod-spec',
    'has no source',
  ],
  ...[
    '▶hostNetwork: true',
    'volumes: [{ name: a, ▶nfs: { server: a, path: /a } }]',
    'securityContext: { ▶runAsUser: 0 }',
    'securityContext: { ▶runAsNonRoot: false }',
    'securityContext: { seccompProfile: { ▶type: Unconfined } }',
    'securityContext: { sysctls: [▶{ name: kernel.msgmax, value: "1" }] }',
    'initContainers: [{ name: a, image: b, securityContext: { ▶runAsUser: 0 } }]',
    'containers: [{ name: main, securityContext: { ▶allowPrivilegeEscalation: true } }]',
    'containers: [{ name: main, securityContext: { ▶privileged: true } }]',
    'containers: [{ name: main, securityContext: { ▶procMount: Unmasked } }]',
    'containers: [{ name: main, securityContext: { capabilities: { ▶add: [SYS_ADMIN] } } }]',
    'containers: [{ name: main, securityContext: { capabilities: { ▶drop: [] } } }]',
    'containers: [{ name: main, ports: [{ containerPort: 80, ▶hostPort: 80 }] }]',
  ].map(
    (text): BadInput => [
      `under podSecurity: restricted ${text}`,
      task('podSecurity: restricted', `podSpec: { ${text} }`),
      'restricted-pod',
      'which podSecurity: restricted does not allow',
    ],
  ),
  [
    'a port that is none',
    pod('{ containers: [{ name: main, ports: [{ containerPort: ▶70000 }] }] }'),
    'wrong-pod-spec',
  ],
  [
    'a field that no variable can have',
    pod('{ containers: [{ name: main, env: [{ name: A, valueFrom: { fieldRef: { fieldPath: ▶spec.image } } }] }] }'),
    'wrong-pod-spec',
  ],
  [
    'a volume that is there twice',
    pod('{ volumes: [{ name: a, emptyDir: {} }, { name: ▶a, emptyDir: {} }] }'),
    'wrong-pod-spec',
    'podSpec.volumes[1].name is there twice',
  ],
  [
    'two mounts at one path',
    pod(
      '{ containers: [{ name: main, volumeMounts: [{ name: a, mountPath: /a }, { name: a, mountPath: ▶/a }] }], volumes: [{ name: a, emptyDir: {} }] }',
    ),
    'wrong-pod-spec',
    'volumeMounts[1].mountPath is there twice',
  ],
  [
    'another volume where the workspace is mounted',
    pod(
      '{ containers: [{ name: main, volumeMounts: [{ name: a, mountPath: ▶/work }] }], volumes: [{ name: a, emptyDir: {} }] }',
    ),
    'wrong-pod-spec',
    'is where the volume git-repo of the workspace is mounted',
  ],
  [
    'another volume where workDir mounts the workspace',
    task(
      'workDir: /src',
      'podSpec: { containers: [{ name: main, volumeMounts: [{ name: a, mountPath: ▶/src/ }] }], volumes: [{ name: a, emptyDir: {} }] }',
    ),
    'wrong-pod-spec',
    'is where the volume git-repo of the workspace is mounted',
  ],
  [
    'another claim for the workspace',
    pod('{ volumes: [▶{ name: git-repo, persistentVolumeClaim: { claimName: other } }] }'),
    'wrong-pod-spec',
    'existingClaim mounts another claim',
  ],
  [
    'an init container without an image',
    pod('{ initContainers: [▶{ name: clone }] }'),
    'wrong-pod-spec',
    'podSpec.initContainers[0] has no image',
    'fix: set image',
  ],
  [
    'a mode in quotes',
    pod('{ volumes: [{ name: v, secret: { secretName: s, defaultMode: ▶"0400" } }] }'),
    'wrong-type',
    'fix: write 0o400',
  ],
  [
    'the folder of the volume, set twice',
    task(
      'pvcSubPath: repo',
      'podSpec: { containers: [{ name: main, volumeMounts: [{ name: git-repo, mountPath: /work, ▶subPath: other }] }] }',
    ),
    'set-twice',
    'podSpec.containers[0].volumeMounts[0].subPath and the setting pvcSubPath set the same field',
    'remove pvcSubPath or podSpec.containers[main].volumeMounts[/work].subPath',
    'pvcSubPath: ',
  ],
  [
    'the folder of the volume, set for the family and again for a child',
    yaml`
      tasks:
        - { taskId: a, pvcSubPath: repo, done: true }
        - taskId: b
          parentTaskId: a
          podSpec:
            containers:
              - { name: main, volumeMounts: [{ name: git-repo, mountPath: /work, ▶subPathExpr: $(KERUTA_TASK_ID) }] }
    `,
    'set-twice',
    'pvcSubPath: ',
  ],
  [
    'an image that is set twice at a task whose parent is not known',
    'tasks: [{ taskId: b, parentTaskId: ▶a, image: a, podSpec: { containers: [{ name: main, ▶image: b }] } }]',
    ['unknown-parent', 'set-twice'],
    'image: ',
  ],
  [
    'an unknown field in the pod specs of the defaults and of a repository',
    yaml`
      defaults: { podSpec: { ▶hostNetwrk: true } }
      repositories: { web: { podSpec: { ▶hostIpc: true } } }
      tasks: [{ taskId: a }]
    `,
    ['unknown-key', 'unknown-key'],
    'defaults.podSpec.hostNetwrk is not a known key',
    'repositories.web.podSpec.hostIpc is not a known key',
  ],
  [
    'a part that the defaults have too, at the entry that overrides the others',
    yaml`
      defaults: { podSpec: { containers: [{ name: main, image: c }] } }
      tasks: [{ taskId: a, image: a, podSpec: { containers: [{ name: main, ▶image: b }] } }]
    `,
    'set-twice',
  ],
  [
    'a release that is none, which is not the one of the other mistakes',
    `kubernetes: ▶"1.1"\n${pod('{ hostUsers: false }')}`,
    'wrong-choice',
  ],
  [
    'a mistake in the pod spec of a task that the defaults say nothing about',
    'defaults: { image: a }\ntasks: [{ taskId: a, podSpec: { containers: [{ name: main, ▶image: b }] } }]',
    'set-twice',
    'image: ',
  ],
  [
    'an agent that its container restarts',
    pod('{ containers: [{ name: main, restartPolicy: ▶Always }] }'),
    'wrong-pod-spec',
    'would run the agent twice',
  ],
  [
    'an agent that its container restarts by rules',
    pod('{ containers: [{ name: main, restartPolicy: Never, ▶restartPolicyRules: [{ action: Restart }] }] }'),
    'wrong-pod-spec',
    'would run the agent twice',
  ],
];
