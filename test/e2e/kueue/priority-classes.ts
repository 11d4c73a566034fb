import { create, remove } from '../support/cluster';
import { unlessGone } from '../support/namespace';
import { KUEUE } from './queue';

export interface PriorityClasses {
  readonly low: string;
  readonly high: string;
}

/** Runs a test with two WorkloadPriorityClasses of its own, whose names it gets. They belong to the whole cluster. */
export async function withClasses(namespace: string, test: (classes: PriorityClasses) => Promise<void>): Promise<void> {
  const names = { low: `${namespace}-low`, high: `${namespace}-high` };
  const classes = [
    { name: names.low, value: 1 },
    { name: names.high, value: 1000 },
  ].map(({ name, value }) => ({ apiVersion: KUEUE, kind: 'WorkloadPriorityClass', metadata: { name }, value }));
  try {
    await Promise.all(classes.map((one) => create(one)));
    await test(names);
  } finally {
    await Promise.all(classes.map((one) => remove(one).catch(unlessGone)));
  }
}
