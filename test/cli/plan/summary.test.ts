import fc from 'fast-check';
import { countsOf, exitCode, summary } from '../../../lib/cli/plan/summary';
import { planned, synth } from './repository';

const NONE = { create: 0, runAgain: 0, change: 0, removeJob: 0, refuse: 0 };

test.each([
  [
    { create: 3, runAgain: 4, change: 1, removeJob: 2, refuse: 1 },
    '3 to create, 4 to run again, 1 to change, 2 jobs to remove (claims kept), 1 refused',
  ],
  [{ ...NONE, create: 1 }, '1 to create'],
  [{ ...NONE, change: 2, refuse: 1 }, '2 to change, 1 refused'],
  [{ ...NONE, removeJob: 1 }, '1 job to remove (claim kept)'],
  [NONE, 'nothing to change'],
])('%j reads: %s', (counts, line) => {
  expect(summary(counts)).toBe(line);
});

test.each([
  [NONE, 0],
  [{ ...NONE, create: 1 }, 2],
  [{ ...NONE, change: 1 }, 2],
  [{ ...NONE, removeJob: 1 }, 2],
  [{ ...NONE, refuse: 1 }, 1],
  [{ ...NONE, runAgain: 1 }, 2],
  [{ create: 1, runAgain: 1, change: 1, removeJob: 1, refuse: 1 }, 1],
])('%j exits with %i', (counts, code) => {
  expect(exitCode(counts)).toBe(code);
});

test('the line always has the parts that are not zero, in their order, and says so of none', () => {
  const grammar =
    /^(nothing to change|(?=\d)([1-9]\d* to create)?((^|, )[1-9]\d* to run again)?((^|, )[1-9]\d* to change)?((^|, )(1 job to remove \(claim kept\)|([2-9]|[1-9]\d+) jobs to remove \(claims kept\)))?((^|, )[1-9]\d* refused)?)$/;
  const count = fc.nat(1000);
  fc.assert(
    fc.property(
      fc.record({ create: count, runAgain: count, change: count, removeJob: count, refuse: count }),
      (counts) => {
        const line = summary(counts);
        expect(line).toMatch(grammar);
        const numbers = (line.match(/\d+/g) ?? []).map(Number);
        expect(numbers).toEqual(
          [counts.create, counts.runAgain, counts.change, counts.removeJob, counts.refuse].filter((n) => n > 0),
        );
        expect(line === 'nothing to change').toBe(exitCode(counts) === 0);
      },
    ),
  );
});

/** Tasks of any kind that tasks.yaml takes. */
const TASKS = fc
  .uniqueArray(
    fc.record(
      {
        taskId: fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/),
        done: fc.boolean(),
        pvcStorageSize: fc.constantFrom('1Gi', '1024Mi', '2G'),
        pvcAccessMode: fc.constantFrom('ReadWriteOnce', 'ReadWriteOncePod'),
        pvcStorageClass: fc.constantFrom('fast', 'slow'),
        namespace: fc.constantFrom('one', 'two'),
        image: fc.constantFrom('x:1', `x@sha256:${'0'.repeat(64)}`, 'localhost:5000/x'),
        backoffLimit: fc.nat(3),
        env: fc.dictionary(fc.stringMatching(/^[A-Z]{1,3}$/), fc.string({ unit: 'grapheme' }), { maxKeys: 3 }),
        resources: fc.record({ requests: fc.record({ cpu: fc.constantFrom(1, '500m') }) }),
      },
      { requiredKeys: ['taskId'] },
    ),
    { selector: ({ taskId }) => taskId, minLength: 1, maxLength: 8 },
  )
  .chain((tasks) =>
    fc.record({ tasks: fc.constant(tasks), layout: fc.constantFrom('flat', 'families', { shards: 3 }) }),
  );

test('a state after itself is nothing to change, in any order of its tasks', () => {
  fc.assert(
    fc.property(TASKS, ({ tasks, layout }) => {
      const plans = planned(synth({ tasks, layout }), synth({ tasks: [...tasks].reverse(), layout }));
      expect(plans).toEqual([]);
      expect(summary(countsOf(plans))).toBe('nothing to change');
    }),
    { numRuns: 15 },
  );
});

test('a state after nothing creates a task for each file, and refuses none', () => {
  fc.assert(
    fc.property(TASKS, ({ tasks, layout }) => {
      const files = synth({ tasks, layout });
      expect(countsOf(planned(new Map(), files))).toEqual({ ...NONE, create: files.size });
    }),
    { numRuns: 15 },
  );
});

test('any state after any other is planned, and each task counts or is left as it is', () => {
  fc.assert(
    fc.property(TASKS, TASKS, (one, other) => {
      const plans = planned(synth(one), synth(other), { allowRemovals: true });
      for (const plan of plans) {
        expect(plan.actions).toHaveLength(plan.what.length);
        const { create, change, removeJob, refuse } = countsOf([plan]);
        const left = plan.actions.every((action) => ['keep-job', 'leave-job', 'leave-claim'].includes(action));
        expect(create + change + removeJob + refuse > 0).toBe(refuse > 0 || !left);
        // Nothing of a refused task is said to happen.
        expect(refuse > 0 && plan.actions.length > 0).toBe(false);
      }
    }),
    { numRuns: 15 },
  );
});
