import { DEFAULT_SCALAR_STYLE_RULES, dump, SCALAR_STYLE, type ScalarStyleRule } from 'js-yaml';

/**
 * Text that some YAML reader takes for a number: Kubernetes' own reads `0X1F`, `0B11`, `-_8` and `2_E2` so,
 * which js-yaml leaves bare.
 */
const LIKE_A_NUMBER = /^[-+.\d_][-+.\d_:a-fA-FxXoO]*$/;

const quoteLikeANumber: ScalarStyleRule = (layout) => {
  if (layout.style === SCALAR_STYLE.PLAIN && layout.node.tag === STRING_TAG && LIKE_A_NUMBER.test(layout.node.value)) {
    layout.style = SCALAR_STYLE.SINGLE_QUOTED;
  }
};
const STRING_TAG = 'tag:yaml.org,2002:str';

const OPTIONS = {
  lineWidth: -1,
  noRefs: true,
  scalarStyleRules: [...Object.values(DEFAULT_SCALAR_STYLE_RULES), quoteLikeANumber],
};

/** The text of a manifest file: the objects as YAML documents, whose strings every reader reads back the same. */
export function manifestText(objects: readonly object[]): string {
  return objects.map((object) => dump(ordered(object), OPTIONS)).join('---\n');
}

/** `apiVersion`, `kind` and `metadata` come first, then `name` and `image` wherever there are any; the rest is sorted. */
const FIRST = ['apiVersion', 'kind', 'metadata', 'name', 'image'];

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(ordered);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const keys = Object.keys(value).sort();
  const first = FIRST.filter((key) => Object.hasOwn(value, key));
  const rest = first.length === 0 ? keys : keys.filter((key) => !first.includes(key));
  return Object.fromEntries([...first, ...rest].map((key) => [key, ordered((value as Record<string, unknown>)[key])]));
}
