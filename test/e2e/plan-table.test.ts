import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimRows } from './plan/table/claims';
import { containerRows } from './plan/table/containers';
import { jobRows } from './plan/table/jobs';
import { otherRows } from './plan/table/others';
import { podRows } from './plan/table/pods';
import { type Patches, patched, type Row } from './plan/table/row';
import { volumeRows } from './plan/table/volumes';
import { plansOfObject } from './plan/unaided';
import { defaultClass, makeClass } from './support/classes';
import { type ApiObject, apply, list, read, remove } from './support/cluster';
import { inNamespace, unlessGone } from './support/namespace';
import { Refused } from './support/request';
import { synth } from './support/tasks';
import { until } from './support/until';

/** The effect of a change: none, a change of the object, or a refusal. */
type Verdict = 'nothing' | 'changed' | 'refused';

interface Case {
  readonly row: Row;
  readonly before: ApiObject;
  readonly after: ApiObject;
}

test('plan says of each change of a field what the API server does', (t) =>
  inNamespace(async (namespace) => {
    const usual = await defaultClass();
    const growing = await makeClass(usual, true);
    const made: ApiObject[] = [growing];
    try {
      const rows = [
        ...jobRows,
        ...podRows,
        ...containerRows,
        ...volumeRows,
        ...claimRows(growing.metadata.name, usual.metadata.name),
        ...otherRows,
      ];
      const own = synth('tasks: [{ taskId: row }]', namespace);
      const cases = rows.map((row, index) => caseOf(row, index, own, namespace));
      made.push(...cases.map(({ before }) => before).filter(({ metadata }) => metadata.namespace === undefined));
      const unfit = await applyEach(cases);
      await until('every claim that can be bound is bound', async () =>
        (await list<ApiObject>('v1', 'PersistentVolumeClaim', namespace)).every(isSettled),
      );

      for (const one of cases) {
        await t.test(one.row.what, async () => {
          assert.equal(unfit.get(one), undefined, 'the API server accepts the object before the change');
          const { verdict, said } = await serverVerdict(one);
          assert.equal(planVerdict(one), expectedOfPlan(one.row, verdict), `the API server: ${said}`);
        });
      }
    } finally {
      await Promise.all(made.map((object) => remove(object).catch(unlessGone)));
    }
  }));

function caseOf(row: Row, index: number, own: readonly ApiObject[], namespace: string): Case {
  const { apiVersion, kind, fields, patches = {}, clusterScoped = false } = row.base;
  const model = fields === undefined ? own.find((object) => object.kind === kind) : { apiVersion, kind, ...fields };
  const name = `${namespace}-row-${index}`;
  const side = (values: Patches) => {
    const object = patched(model as ApiObject, { ...patches, ...values });
    const metadata = { ...object.metadata, name, namespace: clusterScoped ? undefined : namespace };
    return JSON.parse(JSON.stringify({ ...object, metadata })) as ApiObject;
  };
  return { row, before: side(row.before), after: side(row.after) };
}

/** Requests at the same time. */
const BATCH = 10;

/** Applies the objects before the change, and returns the answers to those that are not accepted. */
async function applyEach(cases: readonly Case[]): Promise<Map<Case, string>> {
  const unfit = new Map<Case, string>();
  for (let start = 0; start < cases.length; start += BATCH) {
    await Promise.all(
      cases.slice(start, start + BATCH).map((one) =>
        apply(one.before).catch((error: unknown) => {
          unfit.set(one, String(error));
        }),
      ),
    );
  }
  return unfit;
}

/** Whether a claim is bound, or is one that no provisioner makes a volume for. */
function isSettled({ spec, status }: ApiObject): boolean {
  const { storageClassName, volumeMode, accessModes, selector, dataSource, dataSourceRef, volumeName } = spec as Claim;
  const unusual = selector ?? dataSource ?? dataSourceRef ?? volumeName;
  const { phase } = (status ?? {}) as { phase?: string };
  return (
    phase === 'Bound' ||
    storageClassName === '' ||
    volumeMode === 'Block' ||
    (accessModes?.length ?? 0) > 1 ||
    unusual !== undefined
  );
}

/** The fields of a claim's spec that decide whether it can be bound. */
interface Claim {
  readonly storageClassName?: string;
  readonly volumeMode?: string;
  readonly accessModes?: readonly string[];
  readonly selector?: object;
  readonly dataSource?: object;
  readonly dataSourceRef?: object;
  readonly volumeName?: string;
}

function expectedOfPlan({ loses, isNotation = false }: Row, server: Verdict): Verdict {
  if (server !== 'changed') {
    return server;
  }
  if (loses !== undefined) {
    return 'refused';
  }
  return isNotation ? 'nothing' : 'changed';
}

/** The verdict on the change of the stored object: fields that were filled in before stay, as in every kind of apply. */
async function serverVerdict({ before, after }: Case): Promise<{ verdict: Verdict; said: string }> {
  const stored = await read<ApiObject>(before);
  try {
    // The answer to a dry run is the object as it would be stored.
    const answer = await apply(after, { dryRun: true });
    const verdict = isDeepEqual(contentOf(stored), contentOf(answer)) ? 'nothing' : 'changed';
    return { verdict, said: verdict };
  } catch (error) {
    if (error instanceof Refused) {
      return { verdict: 'refused', said: error.message };
    }
    throw error;
  }
}

function isDeepEqual(a: unknown, b: unknown): boolean {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}

/** An object without the fields that the server keeps for itself. */
function contentOf(object: ApiObject | undefined): unknown {
  const { status, metadata, ...rest } = (object ?? {}) as Partial<ApiObject>;
  const { managedFields, generation, resourceVersion, ...own } = (metadata ?? {}) as Record<string, unknown>;
  return { ...rest, metadata: own };
}

/** The verdict of plan, where no GitOps engine is told to ignore anything. */
function planVerdict({ before, after }: Case): Verdict {
  const plans = plansOfObject(before, after);
  if (plans.some(({ refusals }) => refusals.length > 0)) {
    return 'refused';
  }
  return plans.some(({ actions }) => actions.length > 0) ? 'changed' : 'nothing';
}
