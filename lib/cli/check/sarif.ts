import { MISTAKES, WARNINGS } from '../../mistakes/codes';
import { masked } from '../../mistakes/masked';
import type { Place } from '../../mistakes/place';
import type { CheckFinding } from './findings';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * The findings as SARIF, the format of code scanning.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function formatSarif(findings: readonly CheckFinding[]): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-keruta', rules: codes.map(toRule) } },
        // SARIF counts columns in UTF-16 code units, as JavaScript does, only if the log says so.
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({ ...toResult(finding), ruleIndex: codes.indexOf(finding.code) })),
      },
    ],
  };
  return `${masked(JSON.stringify(log, null, 2))}\n`;
}

function toRule(code: CheckFinding['code']) {
  const meanings: Readonly<Record<string, string>> = { ...MISTAKES, ...WARNINGS };
  return { id: code, shortDescription: { text: meanings[code] } };
}

function toResult({ level, code, message, place, allowed, fix, related = [] }: CheckFinding) {
  const text = [message, allowed && `Allowed: ${allowed}.`, fix && `Fix: ${fix}.`].filter(Boolean).join(' ');
  return {
    ruleId: code,
    level,
    message: { text },
    locations: place ? [{ physicalLocation: toLocation(place) }] : [],
    relatedLocations: related.map(({ message: shows, place: where }) => ({
      message: { text: shows },
      physicalLocation: toLocation(where),
    })),
  };
}

function toLocation({ file, start, end }: Place) {
  return {
    artifactLocation: { uri: encodeURI(file) },
    region: {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: Math.max(end.column, end.line === start.line ? start.column + 1 : 1),
    },
  };
}
