import {
  DEFAULT_SCALAR_STYLE_RULES,
  DUMP_SCHEMA,
  jsToAst,
  type MappingNode,
  type Node,
  present,
  SCALAR_STYLE,
  type ScalarNode,
  type ScalarStyleRule,
  visit,
} from 'js-yaml';

/**
 * Text that some YAML reader takes for a number or a time, and js-yaml leaves bare: Kubernetes' own reads `0X1F`,
 * `0B11`, `-_8` and `2_E2` so, the `yaml` package in version 1.1 reads `e1` and `2001-2-3 4:5:6`.
 */
const LIKE_A_NUMBER = /^[-+.\d_eE][-+.\d_:a-fA-FxXoOtTzZ \t]*$/;

const quoteLikeANumber: ScalarStyleRule = (layout) => {
  const { tag, value } = layout.node;
  if (
    layout.style === SCALAR_STYLE.PLAIN &&
    tag === DUMP_SCHEMA.defaultScalarTag.tagName &&
    LIKE_A_NUMBER.test(value)
  ) {
    layout.style = SCALAR_STYLE.SINGLE_QUOTED;
  }
};

/** The `yaml` package loses a line of blanks at the end of an indented block. */
const quoteBlankLines: ScalarStyleRule = (layout) => {
  if (layout.style === SCALAR_STYLE.LITERAL_BLOCK && /^[ \t]+$/m.test(layout.node.value)) {
    layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
  }
};

const STYLE = {
  schema: DUMP_SCHEMA,
  lineWidth: -1,
  scalarStyleRules: [...Object.values(DEFAULT_SCALAR_STYLE_RULES), quoteLikeANumber, quoteBlankLines],
};

/** The text of a manifest file: the objects as YAML documents, whose strings every reader reads back the same. */
export function manifestText(objects: readonly object[]): string {
  const documents = objects.flatMap((object) => jsToAst(object, DUMP_SCHEMA, { noRefs: true }));
  visit(documents, (node) => {
    if (node.kind === 'mapping') {
      node.items.sort(byKey);
    }
  });
  return present(documents, STYLE);
}

/** These come first, in this order, wherever they are; the other keys are sorted. */
const FIRST = ['apiVersion', 'kind', 'metadata', 'name', 'image'];

function byKey(a: MappingNode['items'][number], b: MappingNode['items'][number]): number {
  const [keyA, keyB] = [text(a.key), text(b.key)];
  return rank(keyA) - rank(keyB) || (keyA < keyB ? -1 : 1);
}

function rank(key: string): number {
  const index = FIRST.indexOf(key);
  return index < 0 ? FIRST.length : index;
}

/** Keys of JavaScript objects are strings. */
function text(key: Node): string {
  return (key as ScalarNode).value;
}
