import { ApiObject, JsonPatch } from 'cdk8s';
import { type MakeChart, TaskChart } from '../../../lib';
import { codes, planned, synth } from './repository';

/** The Job of a task with other fields in its spec. */
function withSpec(fields: Readonly<Record<string, unknown>>): Map<string, string> {
  const makeChart: MakeChart = (scope, props) => {
    const chart = new TaskChart(scope, props);
    const patches = Object.entries(fields).map(([key, value]) => JsonPatch.add(`/spec/${key}`, value));
    ApiObject.of(chart.job).addJsonPatch(...patches);
    return chart;
  };
  return synth([{ taskId: 'a' }], makeChart);
}

const ENDED = 'an agent that has been running for more than 60 s is ended at once, and its pod and logs are deleted';
const DELETED = /^the pods? of (a )?running agents? (is|are) deleted; .* runs again from the start$/;
const STARTS = 'the agent starts, or runs again from the start if it was running before';

test.each<[string, object, object, string | RegExp | undefined]>([
  ['a deadline that is new', {}, { activeDeadlineSeconds: 60 }, ENDED],
  ['a deadline that is lowered', { activeDeadlineSeconds: 3600 }, { activeDeadlineSeconds: 60 }, ENDED],
  ['a deadline that is raised', { activeDeadlineSeconds: 60 }, { activeDeadlineSeconds: 90 }, undefined],
  ['a deadline that goes', { activeDeadlineSeconds: 60 }, {}, undefined],
  ['suspend', {}, { suspend: true }, DELETED],
  ['resume', { suspend: true }, {}, STARTS],
  ['parallelism 0', {}, { parallelism: 0, completions: 1 }, DELETED],
  ['parallelism from 0', { parallelism: 0, completions: 1 }, {}, STARTS],
  [
    'parallelism above 1',
    {},
    { parallelism: 3, completions: 1 },
    'up to 3 agents run at the same time in one working tree',
  ],
])('%s of a Job says what it does to a running agent', (_, before, after, note) => {
  const [plan] = planned(withSpec({ ...before }), withSpec({ ...after }));
  expect(plan?.actions).toEqual(['change']);
  expect(plan?.what[1]).toEqual(note === undefined ? undefined : expect.stringMatching(note));
});

describe('a Job that removes itself', () => {
  const ttl = (seconds: number) => withSpec({ ttlSecondsAfterFinished: seconds });

  test.each([
    ['of a task that is there', withSpec({})],
    ['with another time', ttl(30)],
    ['of a new task', new Map<string, string>()],
  ])('is refused: %s', (_, before) => {
    expect(codes(planned(before, ttl(60)))).toEqual(['job-ttl']);
  });

  test('is no change where it was there before, and may stop doing so', () => {
    expect(planned(ttl(60), ttl(60))).toEqual([]);
    expect(planned(ttl(60), withSpec({}))).toMatchObject([{ actions: ['change'], refusals: [] }]);
  });
});

describe('the number of completions', () => {
  const indexed = (count: number, parallelism = count) =>
    withSpec({ completionMode: 'Indexed', completions: count, parallelism });

  test('of an indexed Job changes together with its parallelism, and not alone', () => {
    expect(codes(planned(indexed(1), indexed(2)))).toEqual([]);
    expect(codes(planned(indexed(2), indexed(3, 2)))).toEqual(['job-template']);
  });

  test('stays if parallelism is written afterwards: the API server has filled in completions', () => {
    expect(planned(withSpec({}), withSpec({ parallelism: 1 }))).toEqual([]);
  });

  test('is filled in if parallelism goes, and cannot be then', () => {
    expect(codes(planned(withSpec({ parallelism: 2 }), withSpec({})))).toEqual(['job-template']);
  });
});
