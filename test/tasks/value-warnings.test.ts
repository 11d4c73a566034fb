import { task, textLoader, unmark } from './support';

const load = textLoader();

/** The warnings about values, each as `line:column code: message: fix`. */
function warningsOf(text: string): string[] {
  return load(text)
    .warnings.filter(({ code }) => code === 'unlikely-quantity' || code === 'open-reference')
    .map(({ code, message, place, fix }) => `${place?.start.line}:${place?.start.column} ${code}: ${message}: ${fix}`);
}

function warnings(marked: string): { found: string[]; places: string[] } {
  const { text, places } = unmark(marked);
  return { found: warningsOf(text), places };
}

describe('an unlikely quantity is a warning', () => {
  test.each([
    ['pvcStorageSize: ▶"10"', 'pvcStorageSize is less than 1Mi: its unit is missing or wrong: did you mean 10Gi?'],
    ['pvcStorageSize: ▶1000m', 'pvcStorageSize is less than 1Mi: its unit is missing or wrong: did you mean 1000Gi?'],
    ['pvcStorageSize: ▶2Pi', 'pvcStorageSize is more than nodes have: use a smaller unit'],
    [
      'resources: { limits: ▶{ memory: 512 } }',
      'resources.limits.memory is less than 6Mi: its unit is missing or wrong: did you mean 512Mi?',
    ],
    [
      'resources: { requests: ▶{ memory: 0512 } }',
      'resources.requests.memory is less than 6Mi: its unit is missing or wrong: did you mean 512Mi?',
    ],
    [
      'resources: { limits: ▶{ memory: 4Mi } }',
      'resources.limits.memory is less than 6Mi: its unit is missing or wrong: did you mean 4Gi?',
    ],
    ['resources: { requests: ▶{ cpu: 1000 } }', 'resources.requests.cpu is more than nodes have: did you mean 1000m?'],
    [
      'resources: { limits: ▶{ memory: 512Ti } }',
      'resources.limits.memory is more than nodes have: use a smaller unit',
    ],
  ])('%s', (line, message) => {
    const { found, places } = warnings(task(line));
    expect(found).toEqual([`${places[0]} unlikely-quantity: ${message}`]);
  });

  test.each([
    'pvcStorageSize: 1Mi',
    'pvcStorageSize: 1Pi',
    'resources: { limits: { memory: 6Mi, cpu: 192 }, requests: { cpu: 1m } }',
    'resources: { limits: { memory: 0, nvidia.com/gpu: 1 }, requests: { nvidia.com/gpu: 1 } }',
  ])('but not %s', (line) => {
    expect(warningsOf(task(line))).toEqual([]);
  });

  test('once for all tasks that take it from the defaults, and once for each task that sets it', () => {
    const { found, places } = warnings(
      'defaults: { resources: { limits: ▶{ memory: 512 } } }\n' +
        'tasks: [{ taskId: a, pvcStorageSize: ▶"1" }, { taskId: b, pvcStorageSize: ▶"1" }]',
    );
    expect(found.map((line) => line.split(' ')[0]).sort()).toEqual([...places].sort());
  });
});

describe('a $(NAME) that Kubernetes leaves as it is, is a warning', () => {
  test.each([
    [
      'env: { FIRST: ▶"$(SECOND)/x", SECOND: y }',
      'env.FIRST refers to SECOND, which is defined after it',
      'define SECOND before it',
    ],
    ['env: { A: ▶"$(A)" }', 'env.A refers to A, which is defined after it', 'define A before it'],
    [
      'env: { A: ▶"x$(NOWHERE)" }',
      'env.A refers to NOWHERE, which is not defined',
      'define NOWHERE, or write $$(NOWHERE)',
    ],
    [
      'command: ▶[agent, $(KERUTA_TASKID)]',
      'command refers to KERUTA_TASKID, which is not defined',
      'did you mean KERUTA_TASK_ID?',
    ],
    ['env: { home: x, A: ▶"$$$(HOME)" }', 'env.A refers to HOME, which is not defined', 'did you mean home?'],
  ])('%s', (line, message, fix) => {
    const { found, places } = warnings(task(line));
    expect(found).toEqual([expect.stringContaining(`${places[0]} open-reference: ${message}`)]);
    expect(found[0]).toMatch(new RegExp(`: ${fix.replace(/[$?()]/g, '\\$&')}$`));
  });

  test.each([
    'env: { A: "$(KERUTA_TASK_ID)", B: "$(A)/$(KERUTA_API_URL)", C: "$(KERUTA_API_TOKEN)" }',
    'command: [agent, $(LATER), $(KERUTA_TASK_ID)]\n    env: { LATER: x }',
    'env: { A: "$$(NOWHERE)", B: "$(NOWHERE", C: "$NOWHERE", D: "$(KUBERNETES_SERVICE_HOST)" }',
    // A shell runs these.
    'command: [sh, -c, "echo $(date) $(cat x | wc -l)"]',
  ])('but not %s', (line) => {
    expect(warningsOf(task(line))).toEqual([]);
  });

  test('names the reference, and all variables that there are', () => {
    const { warnings } = load(task('env: { HOME_OF: x, A: "$(NOWHERE)" }'));
    expect(warnings).toMatchObject([
      {
        message: 'env.A refers to NOWHERE, which is not defined: Kubernetes leaves $(NOWHERE) as it is',
        got: '$(NOWHERE)',
        allowed: expect.stringMatching(
          /^\$\(NAME\) of .*KERUTA_API_URL, .*, HOME_OF; \$\$\(NAME\) for the text \$\(NAME\)$/,
        ),
      },
    ]);
  });

  test('the order is that of the defaults, then of the task', () => {
    const text = (defaults: string, own: string) =>
      `defaults: { env: { ${defaults} } }\ntasks: [{ taskId: a, env: { ${own} } }]`;
    expect(warningsOf(text('A: x', 'B: $(A)'))).toEqual([]);
    expect(warningsOf(text('A: $(B)', 'B: x'))).toHaveLength(1);
  });
});
