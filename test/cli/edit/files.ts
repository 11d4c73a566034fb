import fc from 'fast-check';

/** How a list of tasks is written. */
type Style = 'block' | 'spaced' | 'flow-items' | 'flow-list' | 'json';

interface Drawn {
  readonly kind: 'root' | 'child';
  readonly number: number;
  readonly done: boolean | undefined;
  readonly timeout: number | undefined;
  readonly env: boolean;
  readonly comment: boolean;
  readonly doneFirst: boolean;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constantFrom('root', 'child'),
  number: fc.nat(100),
  done: fc.constantFrom(undefined, undefined, false, true),
  timeout: fc.constantFrom(undefined, 60, 90),
  env: fc.boolean(),
  comment: fc.boolean(),
  doneFirst: fc.boolean(),
});

/** A file of tasks that are right, written in any style, with the ids of the tasks. */
export interface AnyFile {
  readonly text: string;
  readonly ids: readonly string[];
  /** The ids of the tasks that have children. */
  readonly parents: ReadonlySet<string>;
}

export const anyFile: fc.Arbitrary<AnyFile> = fc
  .record({
    tasks: fc.array(drawn, { minLength: 1, maxLength: 6 }),
    style: fc.constantFrom<Style>('block', 'spaced', 'flow-items', 'flow-list', 'json'),
    indent: fc.constantFrom('', '  ', '    '),
    crlf: fc.boolean(),
    mark: fc.boolean(),
    end: fc.constantFrom('', '\n', '\n# the end\n', '\n\n'),
    sectionBelow: fc.boolean(),
  })
  .map(({ tasks, style, indent, crlf, mark, end, sectionBelow }) => {
    const parents = new Set<string>();
    const settings = tasks.map((task, index) => {
      const parent = task.kind === 'child' && index > 0 ? `task${task.number % index}` : undefined;
      if (parent !== undefined) {
        parents.add(parent);
      }
      return settingsOf(task, index, parent);
    });
    const text = style === 'json' ? json(settings) : yaml(tasks, settings, style, indent, sectionBelow);
    const whole = `${text}${end}`;
    return {
      text: `${mark ? '\uFEFF' : ''}${crlf ? whole.replaceAll('\n', '\r\n') : whole}`,
      ids: tasks.map((_, index) => `task${index}`),
      parents,
    };
  });

type Settings = readonly (readonly [string, unknown])[];

function settingsOf(task: Drawn, index: number, parent: string | undefined): Settings {
  const { done, timeout, env, doneFirst } = task;
  const own: [string, unknown][] = [
    ['taskId', `task${index}`],
    ...(parent === undefined ? [] : ([['parentTaskId', parent]] as [string, unknown][])),
    ...(timeout === undefined ? [] : ([['timeout', timeout]] as [string, unknown][])),
    ...(env ? ([['env', { A: 'x y', B: 'one\ntwo\n' }]] as [string, unknown][]) : []),
  ];
  const entry: [string, unknown][] = done === undefined ? [] : [['done', done]];
  return doneFirst ? [...entry, ...own] : [...own, ...entry];
}

function json(tasks: readonly Settings[]): string {
  return JSON.stringify(
    { defaults: { image: 'agent:1' }, tasks: tasks.map((one) => Object.fromEntries(one)) },
    null,
    2,
  );
}

function yaml(
  tasks: readonly Drawn[],
  settings: readonly Settings[],
  style: Style,
  indent: string,
  sectionBelow: boolean,
): string {
  const head = '# tasks of a team\ndefaults: { image: &image "agent:1" } # shared\n\n';
  const below = sectionBelow ? '\nrepositories:\n  web:\n    image: *image\n' : '';
  if (style === 'flow-list') {
    return `${head}tasks: [${settings.map(flow).join(', ')}]${below}`;
  }
  const items = settings.map((one, index) => {
    const comment = tasks[index]?.comment ? `${indent}# about ${index}\n` : '';
    return style === 'flow-items'
      ? `${comment}${indent}- ${flow(one)}`
      : comment + block(one, indent, tasks[index]?.comment);
  });
  return `${head}tasks: # in any order\n${items.join(style === 'spaced' ? '\n\n' : '\n')}${below}`;
}

const flow = (settings: Settings) =>
  `{ ${settings.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')} }`;

function block(settings: Settings, indent: string, comment: boolean | undefined): string {
  const lines = settings.flatMap(([key, value]) =>
    typeof value === 'object'
      ? [`${key}:`, '  A: x y   # spaces', '  B: |', '    one', '    two']
      : [`${key}:   ${value}${comment ? ' # why' : ''}`],
  );
  return lines.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`).join('\n');
}
