import { masked } from '../../mistakes/masked';
import { printableLines } from '../../mistakes/printable';
import type { CheckFinding } from './findings';

/** The findings as a person reads them. The app has printed its own mistakes and warnings already. */
export function formatText(findings: readonly CheckFinding[]): string {
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length === 0) {
    return 'the tasks are right, and the manifests are what a synth would write\n';
  }
  const lines = errors.map(({ place, message }) => {
    const line = place === undefined || isWholeFile(message) ? '' : `:${place.start.line}`;
    return printableLines(`${place ? `${place.file}${line}: ` : ''}${message}`);
  });
  const fixes = new Set(errors.flatMap(({ fix }) => (fix === undefined ? [] : `fix: ${fix}`)));
  return [...lines, ...fixes].map((line) => `${line}\n`).join('');
}

/** Whether a message is about a whole file, and not about the line of its place. */
function isWholeFile(message: string): boolean {
  return message.startsWith('is missing') || message.startsWith('is left over');
}

/** The findings as a list of JSON objects. No secret of a URL is in it. */
export function formatJson(findings: readonly CheckFinding[]): string {
  return `${masked(JSON.stringify(findings, null, 2))}\n`;
}

/**
 * The findings as commands for GitHub Actions, which shows them at their lines.
 *
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function formatGitHub(findings: readonly CheckFinding[]): string {
  return findings.map(annotation).join('');
}

function annotation({ level, code, message, place, allowed, fix }: CheckFinding): string {
  const { file, start, end } = place ?? {};
  const position = { file, line: start?.line, col: start?.column, endLine: end?.line, endColumn: end?.column };
  const properties = Object.entries({ ...position, title: code })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  const text = [message, allowed && `allowed: ${allowed}`, fix && `fix: ${fix}`].filter(Boolean).join('\n');
  return `::${level} ${properties.join(',')}::${escapeData(masked(text))}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
