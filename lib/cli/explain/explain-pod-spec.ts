import type { Place } from '../../mistakes/place';
import { leavesOf } from '../../pod-spec/leaves';
import { locate } from '../../pod-spec/locate';
import type { PartialPodSpec } from '../../settings/pod-spec';
import type { MergedTask } from '../../tasks/merge';

/** A field of the merged pod spec, and the entries that have it, the strongest first. */
export interface PodSpecField {
  /** The path of the field from the pod spec: `containers[main].args`. */
  readonly name: string;
  readonly value: unknown;
  readonly sources: readonly { readonly source: MergedTask['entry']; readonly place: Place; readonly value: unknown }[];
}

/** The fields of the pod spec of a task. */
export function podSpecFields({ sources }: MergedTask, podSpec: PartialPodSpec): PodSpecField[] {
  return leavesOf(podSpec).map(({ name, path, value }) => ({
    name,
    value,
    sources: sources.flatMap((entry) => {
      const own = entry.settings.podSpec;
      const located = own === undefined ? [] : locate(podSpec, path, own);
      return located.length < path.length
        ? []
        : [
            {
              source: entry as MergedTask['entry'],
              place: entry.inside(['podSpec', ...located], 'key'),
              value: located.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown>)[step], own),
            },
          ];
    }),
  }));
}
