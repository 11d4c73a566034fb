/** How many tasks a measurement has, and in how many shards; without a number of shards the layout is flat. */
export interface Size {
  readonly tasks: number;
  readonly shards?: number | undefined;
  /** Whether the objects are in the cluster before the engine is told of them. */
  readonly isApplied?: boolean | undefined;
}

/** Seconds that anything may take here. */
export const DEADLINE = 3600;

/** The tasks.yaml of a size. */
export function tasksFile({ tasks, shards }: Size): object {
  const entries = Array.from({ length: tasks }, (_, index) => ({ taskId: `t${index}` }));
  return { layout: shards === undefined ? 'flat' : { shards }, tasks: entries };
}

/** One task more. */
export function oneMore({ tasks, shards }: Size): Size {
  return { tasks: tasks + 1, shards };
}

export function stopwatch(): () => string {
  const start = performance.now();
  return () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
