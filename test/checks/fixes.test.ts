import { checkAnnotations } from '../../lib/checks/annotations';
import { checkClone } from '../../lib/checks/claim';
import { fixOf } from '../../lib/checks/fix';
import { imageReference } from '../../lib/checks/image';
import { issuesOf } from '../../lib/checks/issues';
import { checkManifest, checkPod } from '../../lib/checks/pod';
import { checkQuantity, checkStorageSize } from '../../lib/checks/quantity';
import { subPath } from '../../lib/checks/sub-path';
import { checkArgument, filledText, mountPath, type TextRule, taskId } from '../../lib/checks/text';
import { httpUrl } from '../../lib/checks/url';
import type { TaskClaim } from '../../lib/settings/claim';
import { fileShape } from '../../lib/tasks/shape';

const b = (length: number) => 'b'.repeat(length);

/** Paths of so many bytes, in names of 100 bytes. */
const path = (length: number) => `${b(100)}/`.repeat(Math.ceil(length / 101)).slice(0, length - 1) + b(1);

describe('a wrong text is refused with its reason, and with what was probably meant', () => {
  test.each<[TextRule, string, string, string | undefined]>([
    [mountPath, 'work', 'is not an absolute path that a volume can be mounted at', 'did you mean /work?'],
    [mountPath, './work/a', 'is not an absolute path that a volume can be mounted at', 'did you mean /work/a?'],
    [mountPath, '../a.b/c', 'is not an absolute path that a volume can be mounted at', 'did you mean /a.b/c?'],
    [mountPath, '/a/../b', 'is not an absolute path that a volume can be mounted at', undefined],
    [mountPath, '/', 'is not an absolute path that a volume can be mounted at', undefined],
    [mountPath, '/a:b', 'is not an absolute path that a volume can be mounted at', undefined],
    [mountPath, '/proc/self', 'is in a directory of the kernel, which no volume can be mounted in', undefined],
    [mountPath, '//dev', 'is in a directory of the kernel, which no volume can be mounted in', undefined],
    [mountPath, b(256), 'is too long for Linux', undefined],
    [mountPath, `/${path(4095)}`, 'is too long for Linux', undefined],
    [subPath, '/a/b', 'is not the path of a folder in a volume', 'did you mean a/b?'],
    [subPath, './a//b/', 'is not the path of a folder in a volume', 'did you mean a/b?'],
    [subPath, 'a/../b', 'is not the path of a folder in a volume', undefined],
    [subPath, './/', 'is not the path of a folder in a volume', undefined],
    [subPath, `a/${b(256)}`, 'is too long for Linux', undefined],
    [subPath, `/${path(4095)}`, 'is too long for Linux', undefined],
    [httpUrl, 'keruta-api:8080', 'is not a URL of an HTTP API', 'did you mean http://keruta-api:8080?'],
    [httpUrl, 'ftp://keruta-api', 'is not a URL of an HTTP API', undefined],
    [httpUrl, 'a b', 'is not a URL of an HTTP API', undefined],
    [httpUrl, '[', 'is not a URL of an HTTP API', undefined],
    [httpUrl, 'me@host', 'is not a URL of an HTTP API', undefined],
    [httpUrl, '', 'is empty', undefined],
    [filledText, '', 'is empty', undefined],
    [filledText, 'a ', 'has white space at its beginning or its end', undefined],
    [taskId, 'Login Page', 'is not a DNS label', 'did you mean login-page?'],
    [taskId, `${' '.repeat(1000)}a`, 'is not a DNS label', undefined],
    [imageReference, 'a//b', 'is not an image reference', undefined],
    [
      imageReference,
      'https://host/agent',
      'begins with a scheme, which an image reference does not have',
      'did you mean host/agent?',
    ],
    [imageReference, 'Agent:V1', 'has upper-case letters in its path', 'did you mean agent:V1?'],
    [imageReference, '$IMAGE', 'has a variable, which nothing expands', undefined],
  ])('%#: %s', (rule, value, what, fix) => {
    expect(rule.check(value)).toMatchObject({ what, allowed: expect.stringMatching(/\w$|'$/) });
    expect(rule.check(value)?.fix).toBe(fix);
  });

  test.each<[TextRule, string]>([
    [mountPath, `/${path(4094)}`],
    [mountPath, `/${b(255)}/`],
    [subPath, path(4095)],
    [subPath, `${b(255)}/a`],
    [httpUrl, 'https://keruta-api/v1?a=b'],
    [filledText, 'a b'],
    [filledText, 'a'],
  ])('%#: %s is right', (rule, value) => {
    expect(rule.check(value)).toBeUndefined();
  });
});

test('an argument, or a variable with its name, may have as many bytes as Linux takes', () => {
  expect([checkArgument(b(131_071)), checkArgument(b(131_069), 'A')]).toEqual([undefined, undefined]);
  expect(checkArgument(b(131_072))?.what).toBe('takes 131072 bytes');
  expect(checkArgument(b(131_070), 'A')?.what).toBe('takes 131072 bytes with its name');
});

describe('a quantity is refused with the unit that was probably meant', () => {
  test.each([
    ['1 gb', 'did you mean 1Gi or 1G?'],
    ['1,5GiB', 'did you mean 1.5Gi?'],
    ['10kb', 'did you mean 10Ki or 10k?'],
    ['1 ', 'did you mean 1?'],
    ['1x', undefined],
    ['much', undefined],
  ])('%s', (text, fix) => {
    expect(checkQuantity(text, 'bytes')).toMatchObject({ code: 'wrong-quantity', what: 'is not a quantity' });
    expect(checkQuantity(text, 'bytes')?.fix).toBe(fix);
  });

  test.each([
    ['-1Gi', 'is negative', 'did you mean 1Gi?'],
    ['8Ei', 'is more than Kubernetes can count', undefined],
    ['100m', 'is not a whole number of bytes', 'did you mean 100M or 100Mi?'],
    ['1.5', 'is not a whole number of bytes', 'did you mean 1.5Gi?'],
    ['1.0001k', 'is not a whole number of bytes', 'use a smaller unit'],
    ['0', 'is 0', 'did you mean 1Gi?'],
  ])('%s of a claim %s', (text, what, fix) => {
    expect(checkStorageSize(text)).toMatchObject({ what });
    expect(checkStorageSize(text)?.fix).toBe(fix);
  });
});

describe('an annotation with a meaning for Kubernetes is refused', () => {
  const problems = (annotations: object) => [...checkAnnotations(annotations as Record<string, unknown>)];
  const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
  const COST = 'controller.kubernetes.io/pod-deletion-cost';

  test.each(['runtime/default', 'unconfined', 'localhost/my-profile'])('but not the AppArmor profile %s', (profile) => {
    expect(problems({ [`${APP_ARMOR}main`]: profile })).toEqual([]);
  });

  test.each(['', 'x runtime/default', 'runtime/default x', 'localhost/', 'localhost/ ', 'localhost/a b'])(
    'if it is no AppArmor profile: "%s"',
    (profile) => {
      expect(problems({ [`${APP_ARMOR}main`]: profile })).toMatchObject([
        [[`${APP_ARMOR}main`], { what: 'is not an AppArmor profile' }],
      ]);
    },
  );

  test('if it names another container than that of the agent', () => {
    expect(problems({ [`${APP_ARMOR}proxy`]: 'unconfined' })).toMatchObject([
      [[`${APP_ARMOR}proxy`], { what: 'names container proxy, which the pod does not have' }],
    ]);
  });

  test.each(['0', '1', '-1', '2147483647', '-2147483648'])('but not the deletion cost %s', (cost) => {
    expect(problems({ [COST]: cost })).toEqual([]);
  });

  test.each(['', '01', '-0', '+1', '1.5', '2147483648', '-2147483649', '99999999999'])(
    'if it is no deletion cost: "%s"',
    (cost) => {
      expect(problems({ [COST]: cost })).toMatchObject([
        [[COST], { what: 'is not an integer of 32 bits', allowed: expect.stringContaining('from -2147483648 to') }],
      ]);
    },
  );
});

describe('a clone', () => {
  const source: TaskClaim = {
    name: 'source',
    namespace: undefined,
    accessMode: 'ReadWriteOnce',
    size: '2Gi',
    storageClass: 'fast',
    existing: false,
  };
  const wrong = (own: object, claim: Partial<TaskClaim> = {}) =>
    checkClone(own, { ...source, ...claim }).map(({ key, code }) => `${key} ${code}`);

  test('has at least the size of its source', () => {
    expect([
      wrong({ pvcStorageSize: '2Gi' }),
      wrong({ pvcStorageSize: '2048Mi' }),
      wrong({ pvcStorageSize: '3Gi' }),
    ]).toEqual([[], [], []]);
    expect(wrong({ pvcStorageSize: '2047Mi' })).toEqual(['pvcStorageSize clone-size']);
    expect(wrong({})).toEqual([]);
  });

  test('of a claim of unknown size needs a size', () => {
    expect(wrong({}, { size: undefined })).toEqual(['workspace clone-size']);
    expect(wrong({ pvcStorageSize: '1Gi' }, { size: undefined })).toEqual([]);
  });

  test('has the class of its source, as far as that is known', () => {
    expect(wrong({ pvcStorageClass: 'fast' })).toEqual([]);
    expect(wrong({ pvcStorageClass: 'slow' })).toEqual(['pvcStorageClass clone-class']);
    expect(wrong({ pvcStorageClass: 'fast' }, { storageClass: undefined })).toEqual(['pvcStorageClass clone-class']);
    expect(wrong({ pvcStorageClass: 'slow' }, { existing: true })).toEqual([]);
  });
});

describe('a value of another type has a fix if it is clear what was meant', () => {
  const fix = (settings: object) => {
    const result = fileShape.safeParse({ tasks: [{ taskId: 'a', ...settings }] }, { reportInput: true });
    return (result.success ? [] : issuesOf(result.error)).map((issue) => fixOf(issue));
  };

  test.each<[object, string | undefined]>([
    [{ command: '  node  main.js ' }, 'write ["node","main.js"]'],
    [{ command: 'a && b' }, undefined],
    [{ command: '$(X) a' }, undefined],
    [{ command: 'a $X' }, undefined],
    [{ imagePullSecrets: 'x' }, 'write ["x"]'],
    [{ timeout: '60' }, 'write 60'],
    [{ timeout: '2h' }, 'write 7200, if the unit is seconds'],
    [{ timeout: 'soon' }, undefined],
    [{ done: 'Yes' }, 'write true'],
    [{ done: 'maybe' }, undefined],
    [{ pvcAccessMode: 'RWX' }, 'did you mean ReadWriteMany?'],
    [{ labels: 'team:web' }, 'write a space after the colon: team: web'],
    [{ labels: 'team' }, undefined],
    [{ serviceAccountName: { name: 'agent' } }, 'write the name alone: "agent"'],
    [{ serviceAccountName: null }, 'write a value after the colon, or remove the key'],
    [{ serviceAccountName: { name: 1 } }, undefined],
  ])('%j', (settings, expected) => {
    const fixes = fix(settings);
    expect(fixes).toHaveLength(1);
    if (expected === undefined) {
      expect(fixes[0] ?? '').not.toMatch(/^(write|did you mean)/);
    } else {
      expect(fixes[0]).toContain(expected);
    }
  });
});

test('of the forms of a value, the mistakes are those of the form that has the most of its keys', () => {
  const issues = (env: object) => {
    const result = fileShape.safeParse({ tasks: [{ taskId: 'a', env }] }, { reportInput: true });
    return (result.success ? [] : issuesOf(result.error)).map(({ code, path }) => `${path.slice(3).join('.')} ${code}`);
  };
  expect(issues({ A: { secretKeyRef: { name: 'a', key: 'b', more: 1 } } })).toEqual([
    'A.secretKeyRef.more unknown-key',
  ]);
  expect(issues({ A: { secretKeyRef: { name: 'a' } } })).toEqual(['A.secretKeyRef.key missing-key']);
  expect(issues({ A: { configMapKeyRef: { name: 1, key: 'b' } } })).toEqual(['A.configMapKeyRef.name wrong-type']);
  expect(issues({ A: { secretKeyref: { name: 'a', key: 'b' } } })).toEqual(['A.secretKeyref unknown-key']);
});

test('a misspelt key is one mistake, and another key that is missing is one more', () => {
  const issues = (ref: object) => {
    const result = fileShape.safeParse({ tasks: [{ taskId: 'a', apiTokenSecret: ref }] }, { reportInput: true });
    return (result.success ? [] : issuesOf(result.error)).map(({ code, path }) => `${String(path.at(-1))} ${code}`);
  };
  expect(issues({ nam: 'a', key: 'b' })).toEqual(['nam unknown-key']);
  expect(issues({ nam: 'a' }).sort()).toEqual(['key missing-key', 'nam unknown-key']);
  expect(issues({ name: 'a', keys: 'b', other: 1 }).sort()).toEqual(['keys unknown-key', 'other unknown-key']);
});

test('only a Job of the group batch is checked as a Job', () => {
  const spec = { template: { spec: { containers: [{ name: 'main' }] } } };
  const problems = (apiVersion: string, kind: string) =>
    checkManifest({ apiVersion, kind, metadata: { name: 'a' }, spec }, '').map(({ key, what }) => `${key} ${what}`);
  expect(problems('batch/v1', 'Job')).toEqual(['Job a: spec.template.spec.containers[main].image is missing']);
  expect([problems('batch/v1', 'CronJob'), problems('example.com/v1', 'Job')]).toEqual([[], []]);
});

test('a mount names one of the volumes of the pod, which the problem lists', () => {
  const volumes = [
    { name: 'a', emptyDir: {} },
    { name: 'b', emptyDir: {} },
  ];
  const containers = [{ name: 'main', image: 'x:1', volumeMounts: [{ name: 'c', mountPath: '/c' }] }];
  expect(checkPod({ containers, volumes })).toMatchObject([
    { key: 'containers[main].volumeMounts[/c].name', got: 'c', allowed: 'a, b' },
  ]);
});
