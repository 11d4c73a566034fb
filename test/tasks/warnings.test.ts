import { textLoader } from './support';

const load = textLoader();

/** The warnings about a list of tasks, each as `line:column code`. */
function warningsOf(text: string): string[] {
  return load(text).warnings.map(({ code, place }) => `${place?.start.line}:${place?.start.column} ${code}`);
}

/** The warnings of a code. */
const ofCode = (text: string, code: string) => load(text).warnings.filter((warning) => warning.code === code);

describe('tasks that are not done on one ReadWriteOncePod claim', () => {
  const family = (more = '') => `tasks:
  - { taskId: root, pvcAccessMode: ReadWriteOncePod${more} }
  - { taskId: child, parentTaskId: root }
`;

  test('run in any order: a child may run before its parent', () => {
    expect(warningsOf(family())).toEqual(['3:15 no-order']);
    expect(ofCode(family(), 'no-order')).toMatchObject([
      {
        message: expect.stringMatching(/ in any order: child may run before its parent root/),
        fix:
          'to keep the order, add a child when its ancestors are done: true, or set layout: families, in which Argo CD ' +
          'starts a child when its parent has succeeded',
      },
    ]);
  });

  test.each([
    ['the parent is done', family(', done: true')],
    ['Argo CD waits for the parent', `layout: families\n${family()}`],
    ['no parent is among them', 'tasks: [{ taskId: a, existingClaim: c, pvcAccessMode: ReadWriteOncePod }]'],
    [
      'none of them is the parent of another',
      'defaults: { pvcAccessMode: ReadWriteOncePod }\ntasks: [{ taskId: a, existingClaim: c, pvcAccessMode: ReadWriteOncePod }, { taskId: b, existingClaim: c, pvcAccessMode: ReadWriteOncePod }]',
    ],
  ])('keep their order: %s', (_, text) => {
    expect(warningsOf(text)).toEqual([]);
  });

  test('run in any order too if the parent between them is done', () => {
    const text = `tasks:
  - { taskId: root, pvcAccessMode: ReadWriteOncePod }
  - { taskId: middle, parentTaskId: root, done: true }
  - { taskId: leaf, parentTaskId: middle }
`;
    expect(warningsOf(text)).toEqual(['4:15 no-order']);
    expect(ofCode(text, 'no-order')[0]?.message).toContain('leaf may run before its ancestor root');
  });

  test('do not wait for each other if Argo CD starts the child after the parent', () => {
    expect(warningsOf(`layout: families\n${family(', activeDeadlineSeconds: 60')}`)).toEqual([]);
  });

  test('wait for each other while the deadline of their Jobs runs', () => {
    expect(ofCode(family(', activeDeadlineSeconds: 60'), 'deadline-counts-waiting')).toMatchObject([
      {
        message: expect.stringContaining('activeDeadlineSeconds of root counts'),
        fix: expect.stringMatching(/^set timeout or podSpec\.activeDeadlineSeconds, .* time for the tasks before$/),
        place: { start: { line: 2, column: 77 } },
      },
    ]);
    expect(warningsOf('tasks: [{ taskId: a, pvcAccessMode: ReadWriteOncePod, activeDeadlineSeconds: 60 }]')).toEqual(
      [],
    );
  });
});

describe('members of a family that run as different users', () => {
  const family = (parent: string, child: string) =>
    `layout: families\ntasks:\n  - { taskId: a${parent} }\n  - { taskId: b, parentTaskId: a${child} }\n`;

  test.each([
    ['a restricted child of a root parent', family('', ', podSecurity: restricted'), '4:48'],
    ['a root child of a restricted parent', family(', podSecurity: restricted', ''), '3:31'],
    [
      'two families on one existing claim',
      'layout: families\ntasks:\n  - { taskId: a, existingClaim: c, done: true }\n' +
        '  - { taskId: b, existingClaim: c, podSecurity: restricted }\n',
      '4:49',
    ],
    ['the parent is done, and its files stay', family(', done: true', ', podSecurity: restricted'), '4:48'],
  ])('cannot change the files of each other: %s', (_, text, place) => {
    expect(warningsOf(text)).toEqual([`${place} mixed-users`]);
    expect(ofCode(text, 'mixed-users')).toMatchObject([
      {
        message: expect.stringMatching(/^[ab] with podSecurity: restricted and [ab] without it work on the same files/),
        related: [{ message: 'a task of the other user' }],
      },
    ]);
  });

  test.each([
    ['they are of two families', 'tasks: [{ taskId: a }, { taskId: b, podSecurity: restricted }]'],
    ['both are restricted', family(', podSecurity: restricted', ', podSecurity: restricted')],
    ['both are done', family(', done: true', ', done: true, podSecurity: restricted')],
  ])('no warning: %s', (_, text) => {
    expect(warningsOf(text)).toEqual([]);
  });
});

describe('a clone of a parent that is not done, in the families layout', () => {
  const text = (parent = '') =>
    `layout: families\ntasks: [{ taskId: a${parent} }, { taskId: b, parentTaskId: a, workspace: clone }]`;

  test('is empty if no tool waits for the parent', () => {
    expect(warningsOf(text())).toEqual(['2:51 clone-before-parent']);
  });

  test('of a parent that is done, is not', () => {
    expect(warningsOf(text(', done: true'))).toEqual([]);
  });
});

describe('an injected sidecar', () => {
  const withAnnotations = (annotations: string, more = '') =>
    `defaults: { annotations: { ${annotations} } }\ntasks: [{ taskId: a${more} }, { taskId: b${more} }]`;

  test.each([
    ['Istio', "sidecar.istio.io/inject: 'true'", 'sidecar.istio.io/nativeSidecar'],
    ['Linkerd', 'linkerd.io/inject: enabled', 'config.beta.linkerd.io/proxy-enable-native-sidecar'],
    ['Vault', "vault.hashicorp.com/agent-inject: 'true'", 'vault.hashicorp.com/agent-pre-populate-only'],
  ])(
    'of %s keeps Jobs from ending, once for all tasks that take a default, unless it ends by itself',
    (name, key, ends) => {
      const [warning, ...others] = ofCode(withAnnotations(key), 'sidecar-never-ends');
      expect(others).toEqual([]);
      expect(warning?.message).toContain(`${name} adds a sidecar to the pods of a, b`);
      expect(warning?.fix).toContain(ends);
      expect(ofCode(withAnnotations(`${key}, ${ends}: 'true'`), 'sidecar-never-ends')).toEqual([]);
    },
  );

  test('of Vault needs the token of a ServiceAccount', () => {
    const vault = "vault.hashicorp.com/agent-inject: 'true'";
    expect(ofCode(withAnnotations(vault), 'injection-without-token')).toHaveLength(1);
    expect(ofCode(withAnnotations(vault, ', serviceAccountName: agent'), 'injection-without-token')).toEqual([]);
  });

  test.each(['annotations', 'labels'])('is asked for by the %s of a task that is not done', (setting) => {
    const asked = (more = '') => `tasks: [{ taskId: a${more}, ${setting}: { sidecar.istio.io/inject: 'true' } }]`;
    expect(ofCode(asked(), 'sidecar-never-ends')).toMatchObject([
      {
        message: expect.stringContaining('of a, '),
        place: { start: { line: 1, column: asked().indexOf("'true'") + 1 } },
      },
    ]);
    expect(warningsOf(asked(', done: true'))).toEqual([]);
    const two = ['a', 'b'].map((id) => `{ taskId: ${id}, ${setting}: { sidecar.istio.io/inject: 'true' } }`);
    expect(ofCode(`tasks: [${two}]`, 'sidecar-never-ends')).toHaveLength(2);
  });

  test.each(["sidecar.istio.io/inject: 'false'", 'linkerd.io/inject: disabled'])('%s is none', (annotation) => {
    expect(warningsOf(withAnnotations(annotation))).toEqual([]);
  });
});

describe('a queue', () => {
  test('whose tasks request nothing counts nothing against a quota of cpu or memory', () => {
    expect(warningsOf('defaults: { queue: agents }\ntasks: [{ taskId: a }, { taskId: b }]')).toEqual([
      '1:20 queue-without-requests',
    ]);
    expect(warningsOf('tasks:\n- { taskId: a, queue: q }\n- { taskId: b, queue: q }')).toEqual([
      '2:23 queue-without-requests',
      '3:23 queue-without-requests',
    ]);
    expect(warningsOf('tasks: [{ taskId: a, queue: q, resources: { requests: { cpu: 1 } } }]')).toEqual([]);
    expect(warningsOf('tasks: [{ taskId: a, queue: q, done: true }]')).toEqual([]);
  });

  test.each([
    ['the agent', 'resources: { limits: { cpu: 1 } }'],
    ['podSpec', 'podSpec: { containers: [{ name: main, resources: { requests: { cpu: 1 } } }] }'],
  ])('counts the requests of %s', (_, settings) => {
    expect(warningsOf(`tasks: [{ taskId: a, queue: q, ${settings} }]`)).toEqual([]);
  });

  const family = (mode: string, more = '') => `${more}defaults: { queue: agents, resources: { limits: { cpu: 1 } } }
tasks:
  - { taskId: a, pvcAccessMode: ${mode} }
  - { taskId: b, parentTaskId: a }
  - { taskId: c, pvcAccessMode: ${mode} }
  - { taskId: d, parentTaskId: c }
`;

  test('may start a child before its parent: one warning for all families that take the queue of the defaults', () => {
    expect(ofCode(family('ReadWriteMany'), 'queue-of-family')).toMatchObject([
      { message: expect.stringContaining('a, b, c, d share claims'), place: { start: { line: 1, column: 20 } } },
    ]);
  });

  test('may do so in every layout: Argo CD takes a Job that has left its queue for one that has ended', () => {
    expect(ofCode(family('ReadWriteMany', 'layout: families\n'), 'queue-of-family')).toHaveLength(1);
    expect(ofCode(family('ReadWriteOncePod', 'layout: families\n'), 'queue-waits-for-claim')).toHaveLength(1);
  });

  test('does nothing to the order of siblings, which have none', () => {
    const siblings = `defaults: { queue: agents }
tasks:
  - { taskId: a, done: true }
  - { taskId: b, parentTaskId: a }
  - { taskId: c, parentTaskId: a }
`;
    expect(ofCode(siblings, 'queue-of-family')).toEqual([]);
  });

  test('counts the tasks that wait for a ReadWriteOncePod claim', () => {
    expect(ofCode(family('ReadWriteOncePod'), 'queue-waits-for-claim')).toMatchObject([
      { message: expect.stringContaining('a, b, c, d wait for claims'), place: { start: { line: 1, column: 20 } } },
    ]);
    expect(ofCode(family('ReadWriteOncePod'), 'queue-of-family')).toEqual([]);
    expect(ofCode(family('ReadWriteMany'), 'queue-waits-for-claim')).toEqual([]);
  });

  test('lets a deadline begin anew', () => {
    const text = 'tasks: [{ taskId: a, queue: q, resources: { limits: { cpu: 1 } }, activeDeadlineSeconds: 60 }]';
    expect(warningsOf(text)).toEqual(['1:90 queue-restarts-deadline']);
  });
});
