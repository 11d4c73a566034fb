/** What the `yaml` package says of a text that is not YAML, and what mends it. */
const FIXES: readonly (readonly [says: RegExp, fix: string])[] = [
  [/^tabs/, 'indent with spaces'],
  [/same column|sequence item without|nested mappings/, 'indent it like its neighbours; quote a value with ": " in it'],
  [/missing closing .quote/, 'close the quote'],
  [/end with a ]|end with a }/, 'close the bracket'],
  [/followed by map values|single line/, 'write a colon and a space behind the key, then its value'],
  [/cannot start with|at node end|cannot be an empty string/, 'put the whole value in quotes'],
  [/block-seq-ind on same line/, 'put the list below its key, or in brackets: [a, b]'],
  [/block scalar header/, 'put the text on the lines below'],
  [/invalid escape/, 'write \\\\ for a backslash, or take single quotes'],
  [/comments must be separated/, 'write a space before the #'],
];

/** The fix for a text that is not YAML, where it is known. */
export function fixForYaml(message: string): string | undefined {
  return FIXES.find(([says]) => says.test(message))?.[1];
}
