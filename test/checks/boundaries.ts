/** Values at the limits of a setting: the last that is right, the first that is wrong. */
export interface Boundary {
  readonly setting: string;
  /** A file in which the value is the setting's. */
  file(value: unknown): unknown;
  readonly right: readonly unknown[];
  readonly wrong: readonly unknown[];
  /** Wrong too, for a reason that no pattern and no range can tell. */
  readonly unseen?: readonly unknown[];
}

type Values = Omit<Boundary, 'setting' | 'file'>;

const a = (length: number): string => 'a'.repeat(length);
/** A DNS subdomain of so many characters, in parts of one letter. */
const dotted = (length: number): string => 'a.'.repeat(length).slice(0, length).replace(/\.$/, 'a');

const inTask = (value: object): unknown => ({ tasks: [{ taskId: 'a', ...value }] });

const task = (settings: readonly string[], values: Values): Boundary[] =>
  settings.map((setting) => ({ setting, file: (value) => inTask({ [setting]: value }), ...values }));

const special = (setting: string, file: Boundary['file'], values: Values): Boundary => ({ setting, file, ...values });

const ID: Values = {
  right: ['a', '0', '123', 'a-1', 'a--b', a(52), 'tostring'],
  wrong: ['', a(53), '-a', 'a-', 'A', 'a_b', 'a.b', 'a b', 'é', 'a\n', 'constructor', '__proto__', 1, null, true],
};
const LABEL: Values = {
  right: ['a', '0', '1-a', 'a--b', a(63), 'constructor'],
  wrong: ['', a(64), '-a', 'a-', 'A', 'a_b', 'a.b', 'a b', 'é', 'a\n', 1, null],
};
const SUBDOMAIN: Values = {
  right: ['a', '0', 'a-b.c', '1.2', a(64), a(253), dotted(253)],
  wrong: ['', a(254), dotted(254), '-a', 'a-', '.a', 'a.', 'a..b', 'a.-b', 'a-.b', 'A', 'a_b', 'é', 'a\n', 1, null],
};
const DATA_KEY: Values = {
  right: ['a', 'A_b.c-d', '.a', '-', '_', '0', a(253)],
  wrong: ['', a(254), '.', '..', '..a', '...', 'a b', 'a/b', 'é', 1],
};
const LABEL_VALUE: Values = {
  right: ['', 'a', '0', 'A.b_c-d', a(63)],
  wrong: [a(64), '-a', 'a-', '.a', 'a_', 'a b', 'a/b', 'é', 'a\n', 1, null],
};
const QUALIFIED_NAME = {
  right: ['a', '0', 'A_b.c-D', a(63), 'example.com/a', `${a(253)}/${a(63)}`, `${dotted(253)}/a`],
  wrong: [
    '',
    a(64),
    '-a',
    'a-',
    '/a',
    'a/',
    'a/b/c',
    'a..b/c',
    'a_b/c',
    `${a(254)}/a`,
    `a/${a(64)}`,
    'a b',
    'é',
    'constructor',
  ],
};
const FILLED: Values = { right: ['a', 'a b', 'A:1@sha256:0'], wrong: ['', ' ', ' a', 'a ', '\ta', 1, null] };
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
/** References as github.com/distribution/reference reads them. */
const IMAGE: Values = {
  right: [
    ...['a', 'a/b', 'a:1', 'a:V1_2.3-x', `a:${a(128)}`, `a@${DIGEST}`, `a:1@${DIGEST}`, 'a__b', 'a_b.c-d', 'a---b'],
    ...['localhost/a', 'localhost:5000/a', 'example.com/a/b/c:1', 'Example.COM:443/a', 'Host/a', '[::1]:5000/a', '1/2'],
    ...[`a@sha512:${'0'.repeat(128)}`, `example.com/${a(243)}`],
  ],
  wrong: [
    ...[
      '',
      ' ',
      'a b',
      ' a',
      'a ',
      'https://a/b:1',
      'docker://a',
      'A',
      'example.com/Agent',
      'a/B:1',
      'a:',
      'a:-1',
      'a:.1',
    ],
    ...[
      `a:${a(129)}`,
      'a@',
      'a@sha256:abc',
      `a@${DIGEST}0`,
      `a@${DIGEST.toUpperCase()}`,
      'a@md5:00',
      '-a',
      'a-',
      '_a',
      '.a',
    ],
    ...['a..b', 'a___b', '/a', 'a/', 'a//b', 'a:1:2', 'a@b', 'example.com:port/a', 'é', 'a\n', 1, null],
  ],
  unseen: [`example.com/${a(256)}`, DIGEST.slice('sha256:'.length)],
};
const URL: Values = {
  right: [
    'http://a',
    'https://a',
    'http://keruta-api:8080',
    'https://api.example.com/keruta/',
    'http://[::1]:8080',
    'http://a?b=c',
  ],
  wrong: [
    ...[
      '',
      'a',
      'keruta-api:8080',
      'ftp://a',
      'http:/a',
      'http://',
      'http:///a',
      'http://a b',
      ' http://a',
      'http://a ',
      'HTTP://a',
    ],
    ...['//a', 'http://me@a', 'http://me:secret@a', 1, null],
  ],
  unseen: ['http://a:port', 'http://a:99999', 'http://[::1'],
};
const whole = (min: number, max: number): Values => ({
  right: [min, min + 1, max - 1, max],
  wrong: [min - 1, max + 1, min + 0.5, NaN, Infinity, -Infinity, 2 ** 53, 2 ** 64, '1', null, true],
});

const SIZE: Values = {
  right: [
    ...['1', '1Gi', '+1Gi', '1.5Gi', '0.5Ki', '.5Ki', '5.Gi', '500M', '1k', '1Ei', '1E', '1e3', '1E3', '1e+3'],
    ...['1000m', '1000000000n', '7Ei', '9223372036854775807', '9.223372036854775807E'],
  ],
  wrong: [
    ...[
      '',
      'Gi',
      '.',
      'e3',
      '1e',
      '1gi',
      '1GB',
      '1GiB',
      '1 Gi',
      '1K',
      '1,5Gi',
      '-1Gi',
      '-0',
      '--1',
      '0x10',
      '1_000',
      '1e3Gi',
    ],
    ...['1Gi ', '١', 1, 0, null],
  ],
  unseen: [
    ...['0', '0Gi', '0.0', '1500m', '999m', '1n', '0.5', '1.0000000001Gi', '1e-3'],
    ...['8Ei', '9223372036854775808', '1e19', '1e100', '1e999999999', '9'.repeat(41)],
  ],
};
const CPU: Values = {
  right: [0, 1, 0.5, 64, '0', '1', '0.5', '100m', '1n', '1e3', '9223372036854775807'],
  wrong: [-1, -0.5, NaN, Infinity, '', 'one', '-1', '1 ', '100M1', '1cpu', [], null, true],
  unseen: ['8Ei', 1e19],
};
const MEMORY: Values = {
  right: [0, 128974848, '128974848', '129e6', '129M', '128974848000m', '123Mi', '0.5Ki'],
  wrong: [-1, '1GB', '1gi', '64 Mi'],
  unseen: [1.5, '1.5', '400m'],
};
const ACCESS_MODE: Values = {
  right: ['ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'],
  wrong: ['ReadOnlyMany', 'RWO', 'readWriteOnce', '', null, 1, ['ReadWriteOnce']],
};

/** Keys by which machines delete or bind claims, and keruta's own. */
const CLAIM_KEYS = [
  'argocd.argoproj.io/sync-options',
  'helm.sh/resource-policy',
  'meta.helm.sh/release-name',
  'kustomize.toolkit.fluxcd.io/prune',
  'helm.toolkit.fluxcd.io/name',
  'applyset.kubernetes.io/part-of',
  'cli-utils.sigs.k8s.io/inventory-id',
  'config.k8s.io/owning-inventory',
  'kapp.k14s.io/app',
  'cleanup.kyverno.io/ttl',
  'janitor/ttl',
  'app.kubernetes.io/instance',
  'pv.kubernetes.io/bind-completed',
  'volume.kubernetes.io/selected-node',
  'volume.beta.kubernetes.io/storage-class',
  'keruta/confirm-delete',
];

export const BOUNDARIES: readonly Boundary[] = [
  special('taskId', (taskId) => ({ tasks: [{ taskId }] }), ID),
  ...task(['parentTaskId'], ID),
  ...task(['namespace', 'jobName', 'volumeName'], LABEL),
  ...task(['existingClaim', 'serviceAccountName', 'priorityClassName'], SUBDOMAIN),
  ...task(['pvcStorageClass'], {
    right: [...SUBDOMAIN.right, ''],
    wrong: SUBDOMAIN.wrong.filter((name) => name !== ''),
  }),
  ...task(['queue', 'workloadPriorityClass'], {
    right: ['a', 'a.b', a(63), dotted(63)],
    wrong: ['', a(64), dotted(64), 'A', 'a..b', 'a_b', 'a\n', 1],
  }),
  special('imagePullSecrets', (name) => inTask({ imagePullSecrets: ['first', name] }), SUBDOMAIN),
  special('name of a Secret', (name) => inTask({ apiTokenSecret: { name, key: 'a' } }), SUBDOMAIN),
  special('key of a Secret', (key) => inTask({ apiTokenSecret: { name: 'a', key } }), DATA_KEY),
  special(
    'name of a class in the catalogue',
    (name) => ({ storageClasses: { [String(name)]: { accessModes: ['ReadWriteOnce'] } } }),
    {
      right: SUBDOMAIN.right,
      wrong: SUBDOMAIN.wrong.filter((name) => typeof name === 'string'),
    },
  ),
  ...task(['pvcStorageSize'], SIZE),
  special('pvcStorageSize of the defaults', (pvcStorageSize) => ({ defaults: { pvcStorageSize } }), SIZE),
  special('cpu', (cpu) => inTask({ resources: { limits: { cpu } } }), CPU),
  special('memory', (memory) => inTask({ resources: { requests: { memory } } }), MEMORY),
  special('name of a resource', (name) => inTask({ resources: { limits: { cpu: 1, [String(name)]: '2Mi' } } }), {
    right: ['memory', 'ephemeral-storage', 'hugepages-2Mi', 'example.com/a', `${a(244)}/${a(63)}`],
    wrong: [
      '',
      'gpu',
      'CPU',
      'hugepages',
      'requests.example.com/a',
      'example.com/',
      `${a(245)}/a`,
      `a/${a(64)}`,
      'A.com/a',
    ],
  }),
  ...task(['run'], whole(1, 2_147_483_647)),
  ...task(['timeout', 'backoffLimit'], whole(0, 2_147_483_647)),
  ...task(['activeDeadlineSeconds'], whole(1, 9_223_372_036)),
  special('shards', (shards) => ({ layout: { shards } }), whole(1, 1000)),
  special(
    'tolerationSeconds',
    (tolerationSeconds) => inTask({ tolerations: [{ operator: 'Exists', effect: 'NoExecute', tolerationSeconds }] }),
    whole(0, 9_223_372_036),
  ),
  special('key of a toleration', (key) => inTask({ tolerations: [{ key, operator: 'Exists' }] }), {
    right: [...QUALIFIED_NAME.right, ''],
    wrong: [...QUALIFIED_NAME.wrong.filter((key) => key !== ''), 1],
  }),
  special('value of a toleration', (value) => inTask({ tolerations: [{ key: 'a', value }] }), LABEL_VALUE),
  special('name of a variable', (name) => inTask({ env: { [String(name)]: '' } }), {
    right: ['A', 'a', '_', '-', '.a', 'A.b-C', 'a1', a(1000), 'constructor', 'KERUTA_TASK_IDS'],
    wrong: [
      '',
      '1A',
      '.',
      '..',
      '..A',
      'A=B',
      'A B',
      'é',
      'A\n',
      'KERUTA_TASK_ID',
      'KERUTA_API_URL',
      'KERUTA_API_TOKEN',
    ],
  }),
  special('value of a variable', (value) => inTask({ env: { A: value } }), {
    right: ['', ' a\n\t\r', a(131_069), '\u{1F600}'],
    wrong: [1, true, null, [], {}, { secretKeyRef: { name: 'a' } }, { configMapKeyRef: 'a' }],
    unseen: ['\0', '\x1B', '\uD800', a(131_070)],
  }),
  special('key of a node’s label', (key) => inTask({ nodeSelector: { [String(key)]: 'x' } }), {
    right: [...QUALIFIED_NAME.right, 'app', 'job-name'],
    wrong: [...QUALIFIED_NAME.wrong, 'Example.com/a'],
  }),
  special('value of a node’s label', (value) => inTask({ nodeSelector: { a: value } }), LABEL_VALUE),
  special('key of a label', (key) => inTask({ labels: { [String(key)]: 'x' } }), {
    right: [
      ...QUALIFIED_NAME.right,
      'apps',
      'app.kubernetes.io/name',
      'keruta/workspaces',
      'job-names',
      'batch.kubernetes.io',
    ],
    wrong: [
      ...[...QUALIFIED_NAME.wrong, 'Example.com/a', 'app', 'task-id', 'keruta/workspace'],
      ...['queue-name', 'priority-class', 'max-exec-time-seconds'].map((name) => `kueue.x-k8s.io/${name}`),
      ...['job-name', 'controller-uid', 'batch.kubernetes.io/job-name', 'batch.kubernetes.io/x'],
    ],
  }),
  special('value of a label', (value) => inTask({ labels: { a: value } }), LABEL_VALUE),
  special('key of an annotation', (key) => inTask({ annotations: { [String(key)]: 'x' } }), {
    right: [...QUALIFIED_NAME.right, 'Example.com/a', 'argocd.argoproj.io', 'example.com/argocd', 'x.helm.sh/a'],
    wrong: [
      ...QUALIFIED_NAME.wrong,
      'argocd.argoproj.io/sync-wave',
      'helm.sh/hook',
      'kustomize.toolkit.fluxcd.io/force',
    ],
  }),
  special('value of an annotation', (value) => inTask({ annotations: { a: value } }), {
    right: ['', 'a\nb\t', 'x'.repeat(256 * 1024 - 1)],
    wrong: [1, true, null],
    unseen: ['\0', 'x'.repeat(256 * 1024), 'é'.repeat(128 * 1024)],
  }),
  ...task(['workDir'], {
    right: ['/work', '/a/b', '/a b', '/work/', '/.keruta', '/a//b', '/...', '/process', '/a/dev', `/${a(255)}`],
    wrong: [
      ...['', 'work', './a', '/', '//', '/a:b', '/a:', ':/a', '/.', '/..', '/a/../b', '/a/./b', '/a/..', 1],
      ...['/proc', '/proc/a', '//proc', '/sys', '/sys/fs', '/dev', '/dev/shm'],
    ],
    unseen: [`/${a(256)}`, `/${'é'.repeat(128)}`, '/aaa'.repeat(1024)],
  }),
  ...task(['pvcSubPath'], {
    right: ['repo', 'a/b', '.git', '...', 'a b', 'a:b', a(255)],
    wrong: ['', '/', '/repo', 'repo/', 'a//b', '.', '..', './a', 'a/.', 'a/..', '../a', 'a/../b', 1, null],
    unseen: [a(256), 'é'.repeat(128), 'aaa/'.repeat(1025).slice(0, -1), 'a\nb'],
  }),
  special('key of a label of a claim', (key) => inTask({ claimLabels: { [String(key)]: 'x' } }), {
    right: [...QUALIFIED_NAME.right, 'apps', 'job-name', 'app.kubernetes.io/name', 'kubernetes.io/x'],
    wrong: [...QUALIFIED_NAME.wrong, 'Example.com/a', 'app', 'task-id', ...CLAIM_KEYS],
  }),
  special('value of a label of a claim', (value) => inTask({ claimLabels: { a: value } }), LABEL_VALUE),
  special('key of an annotation of a claim', (key) => inTask({ claimAnnotations: { [String(key)]: 'x' } }), {
    right: [...QUALIFIED_NAME.right, 'Example.com/a', 'app', 'backup.velero.io/x'],
    wrong: [...QUALIFIED_NAME.wrong, ...CLAIM_KEYS],
  }),
  special('value of an annotation of a claim', (value) => inTask({ claimAnnotations: { a: value } }), {
    right: ['', 'a\nb'],
    wrong: [1, true, null],
    unseen: ['\0', 'x'.repeat(256 * 1024)],
  }),
  ...task(['repository'], FILLED),
  ...task(['image'], IMAGE),
  ...task(['apiUrl'], URL),
  ...task(['command'], {
    right: [['a'], ['a', ''], ['a', '\n'], [a(131_071)]],
    wrong: [[], 'a', [1], {}, null],
    unseen: [['\0'], [a(131_072)]],
  }),
  ...task(['pvcAccessMode'], ACCESS_MODE),
  special('access modes of a class', (mode) => ({ storageClasses: { a: { accessModes: ['ReadWriteOnce', mode] } } }), {
    right: [...ACCESS_MODE.right, 'ReadOnlyMany'],
    wrong: ['RWO', '', null, 1],
  }),
  special('number of modes of a class', (accessModes) => ({ storageClasses: { a: { accessModes } } }), {
    right: [['ReadWriteOnce']],
    wrong: [[], null],
  }),
  ...task(['workspace'], { right: ['inherit', 'clone'], wrong: ['Clone', '', null] }),
  ...task(['logLevel'], { right: ['DEBUG', 'INFO', 'WARN', 'ERROR'], wrong: ['debug', 'TRACE', '', null, 1] }),
  ...task(['imagePullPolicy'], { right: ['Always', 'IfNotPresent', 'Never'], wrong: ['always', '', null] }),
  ...task(['onDisruption'], { right: ['fail', 'retry'], wrong: ['ignore', 'Retry', true, null] }),
  special('what a class can do', (clone) => ({ storageClasses: { a: { accessModes: ['ReadWriteOnce'], clone } } }), {
    right: [true, false],
    wrong: ['true', 1, null],
  }),
  special(
    'whether claims of a class grow',
    (allowVolumeExpansion) => ({ storageClasses: { a: { accessModes: ['ReadWriteOnce'], allowVolumeExpansion } } }),
    { right: [true, false], wrong: ['true', 1, null] },
  ),
  ...task(['podSecurity'], { right: ['hardened', 'restricted'], wrong: ['baseline', 'Restricted', true, null] }),
  ...task(['autoCleanup', 'done'], { right: [true, false], wrong: ['true', 'yes', 0, 1, null] }),
  special('layout', (layout) => ({ layout }), {
    right: ['flat', 'families', { shards: 2 }],
    wrong: ['Flat', 'shards', {}, [], null, 2],
  }),
];
