import { parse } from '../document/document';
import { asMap } from '../settings/maps';
import { namedPath, taskSources } from './load';

/**
 * Whether claims of each storage class can grow, as far as the files of tasks say so. The files are not checked: an app that
 * makes manifests of them has checked them, and checking 10,000 tasks takes longer than reading them.
 */
export function readExpandableClasses(): ReadonlyMap<string, boolean> {
  const classes = taskSources(namedPath()).sources.flatMap((source) =>
    Object.entries(asMap(asMap(parse(source).document?.value).storageClasses)),
  );
  return new Map(
    classes.flatMap(([name, settings]) => {
      const { allowVolumeExpansion } = asMap(settings);
      return typeof allowVolumeExpansion === 'boolean' ? [[name, allowVolumeExpansion] as const] : [];
    }),
  );
}
