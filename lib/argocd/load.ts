import { existsSync, statSync } from 'node:fs';
import { type Issue, issuesOf } from '../checks/issues';
import { parse, type YamlDocument } from '../document/document';
import { readSources } from '../document/source';
import type { MistakeCode } from '../mistakes/codes';
import { type Mistake, TasksError } from '../mistakes/mistake';
import { beside, inOrder } from '../tasks/load';
import type { ArgoCdFile } from './settings';
import { argoCdFileShape } from './shape';

/**
 * Reads and checks `argocd.yaml`.
 *
 * @param path the file
 * @throws TasksError with all mistakes of the file
 */
export function loadArgoCd(path = 'argocd.yaml'): ArgoCdFile {
  const { value, mistakes } = read(path);
  if (mistakes.length > 0) {
    throw new TasksError(inOrder(mistakes));
  }
  return value as ArgoCdFile;
}

function read(path: string): { value?: unknown; mistakes: readonly Mistake[] } {
  if (!existsSync(path) || statSync(path).isDirectory()) {
    return { mistakes: [noFile(path)] };
  }
  const { sources, mistakes: unread } = readSources(path);
  const [source] = sources;
  const { document, mistakes: unclear } = source ? parse(source) : { document: undefined, mistakes: [] };
  if (!document) {
    return { mistakes: [...unread, ...unclear.map(inOtherWords)] };
  }
  const result = argoCdFileShape.safeParse(document.value, { reportInput: true });
  const wrong = result.success ? [] : issuesOf(result.error).map((issue) => toMistake(issue, document));
  return { value: document.value, mistakes: [...unclear.map(inOtherWords), ...beside(unclear, wrong)] };
}

function toMistake({ fix, key, path, what, ...issue }: Issue, document: YamlDocument): Mistake {
  const place = document.placeOf(path, key ? 'key' : 'value');
  const name = path.map(String).join('.');
  return {
    ...issue,
    message: `${name || 'the file'} ${what}`,
    place,
    fix: () => (issue.code === 'missing-key' ? TO_WRITE[name] : fix(place.source.text.slice(place.start, place.end))),
  };
}

const NEEDED = 'repoURL and destination.namespace, at the least';

/** What to write where a key is missing. */
const TO_WRITE: Record<string, string> = {
  repoURL: 'write repoURL: https://HOST/PATH, the Git repository that dist/ is pushed to',
  destination: 'write destination: { namespace: keruta }',
  'destination.namespace': 'write namespace: keruta',
};

function noFile(path: string): Mistake {
  return {
    code: 'no-file',
    message: `${path} is not ${existsSync(path) ? 'a file' : 'there'}`,
    allowed: `a YAML file with ${NEEDED}`,
    fix: () => (existsSync(path) ? 'name a file' : `create ${path}`),
  };
}

/** What the reader says of tasks, said of this file. */
const OTHER_WORDS: Partial<Record<MistakeCode, { allowed?: string; fix: string }>> = {
  'empty-file': { allowed: NEEDED, fix: 'write repoURL: https://HOST/PATH' },
  'yaml-alias': { fix: 'write the value out' },
  'yaml-several-documents': { allowed: 'one document', fix: 'remove all but one' },
};

function inOtherWords(mistake: Mistake): Mistake {
  const { fix, ...words } = OTHER_WORDS[mistake.code] ?? {};
  return fix === undefined ? mistake : { ...mistake, ...words, fix: () => fix };
}
