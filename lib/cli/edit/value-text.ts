import { writtenByJsYaml } from '../../manifests/yaml';

/** A value on one line, as every YAML parser reads the value: as it stands in a block, or inside of brackets. */
export function valueText(value: unknown, inBrackets: boolean): string {
  if (typeof value !== 'string') {
    return JSON.stringify(value);
  }
  const written = writtenByJsYaml([{ key: value }]).slice('key: '.length, -'\n'.length);
  return (inBrackets ? /^[\w./-]+$/ : /^[^\n]+$/).test(written) ? written : JSON.stringify(value);
}
