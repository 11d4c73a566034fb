import { existsSync, statSync } from 'node:fs';
import { type Issue, issuesOf } from '../checks/issues';
import { parse, type YamlDocument } from '../tasks/document';
import { type Mistake, TasksError } from '../tasks/mistake';
import { readSources } from '../tasks/source';
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
    throw new TasksError(mistakes);
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
    return { mistakes: [...unread, ...unclear.map(withHint)] };
  }
  const result = argoCdFileShape.safeParse(document.value, { reportInput: true });
  const wrong = result.success ? [] : issuesOf(result.error).map((issue) => toMistake(issue, document));
  return { value: document.value, mistakes: [...unclear, ...wrong] };
}

function toMistake({ fix, key, path, what, ...issue }: Issue, document: YamlDocument): Mistake {
  const place = document.placeOf(path, key ? 'key' : 'value');
  return {
    ...issue,
    message: `${path.map(String).join('.') || 'the file'} ${what}`,
    place,
    fix: () => fix(place.source.text.slice(place.start, place.end)),
  };
}

const NEEDED = 'repoURL and destination.namespace, at the least';

function noFile(path: string): Mistake {
  return {
    code: 'no-file',
    message: `${path} is not ${existsSync(path) ? 'a file' : 'there'}`,
    allowed: `a YAML file with ${NEEDED}`,
    fix: () => `create ${path}`,
  };
}

/** The reader's own word on an empty file is about tasks. */
function withHint(mistake: Mistake): Mistake {
  return mistake.code === 'empty-file'
    ? { ...mistake, allowed: NEEDED, fix: () => 'write repoURL: https://…' }
    : mistake;
}
