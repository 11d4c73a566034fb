import type { Layout } from '../settings/layout';

/** Whether the tasks of a family start one after the other. */
export interface Order {
  /** Whether a child starts when its parent has succeeded. */
  readonly waits: boolean;
  /** Whether another layout would make a child wait: Argo CD has waves of objects, and Flux has none. */
  readonly canWait: boolean;
}

export function orderOf(layout: Layout, flux: boolean): Order {
  return { waits: layout === 'families' && !flux, canWait: !flux };
}
