import { parse } from '../document/document';
import { asMap } from '../settings/maps';
import { namedPath, taskSources } from './load';

/** The key as it is written, or a backslash, with which YAML can write any character. Most files have neither. */
const MAY_HAVE_CLASSES = /storageClasses|\\/;

/**
 * Whether claims of each storage class can grow, as far as the files of tasks say so. The files are not checked: an app that
 * makes manifests of them has checked them, and checking 10,000 tasks takes longer than reading them.
 */
export function readExpandableClasses(): ReadonlyMap<string, boolean> {
  const sources = taskSources(namedPath()).sources.filter(({ text }) => MAY_HAVE_CLASSES.test(text));
  const classes = sources.flatMap((source) =>
    Object.entries(asMap(asMap(parse(source).document?.value).storageClasses)),
  );
  return new Map(
    classes.flatMap(([name, settings]) => {
      const { allowVolumeExpansion } = asMap(settings);
      return typeof allowVolumeExpansion === 'boolean' ? [[name, allowVolumeExpansion] as const] : [];
    }),
  );
}
