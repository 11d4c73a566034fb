import { existsSync, statSync } from 'node:fs';
import { fixOf } from '../checks/fix';
import { type Issue, issuesOf } from '../checks/issues';
import { parse, type YamlDocument } from '../document/document';
import { nameInvisibleCharacter } from '../document/invisible-characters';
import { readSources } from '../document/read-sources';
import { type Source, textsOf } from '../document/source';
import type { MistakeCode } from '../mistakes/codes';
import type { Mistake } from '../mistakes/mistake';
import { MistakesError } from '../mistakes/mistakes-error';
import { sortMistakes, withoutUnreadValues } from '../mistakes/sort-mistakes';
import type { ArgoCdFile } from './settings';
import { argoCdFileShape } from './shape';

/**
 * Reads and checks `argocd.yaml`.
 *
 * @param path the file
 * @throws MistakesError with all mistakes of the file
 */
export function loadArgoCd(path = 'argocd.yaml'): ArgoCdFile {
  if (!existsSync(path) || statSync(path).isDirectory()) {
    throw new MistakesError('argocd', [noFile(path)], new Map());
  }
  const { sources, mistakes: unread } = readSources(path);
  const [source] = sources;
  const { value, mistakes } = source ? check(source) : { value: undefined, mistakes: unread };
  if (mistakes.length > 0) {
    throw new MistakesError('argocd', sortMistakes(mistakes), textsOf(sources));
  }
  return value as ArgoCdFile;
}

function check(source: Source): { value?: unknown; mistakes: readonly Mistake[] } {
  const { document, mistakes } = parse(source);
  const unread = mistakes.map((mistake) => nameInvisibleCharacter(source, inWordsOfThisFile(mistake)));
  if (!document) {
    return { mistakes: unread };
  }
  const result = argoCdFileShape.safeParse(document.value, { reportInput: true });
  const wrong = result.success ? [] : issuesOf(result.error).map((issue) => toMistake(issue, source, document));
  const known = withoutUnreadValues(wrong, unread).map((mistake) => nameInvisibleCharacter(source, mistake));
  return { value: document.value, mistakes: [...unread, ...known] };
}

function toMistake(issue: Issue, source: Source, document: YamlDocument): Mistake {
  const { code, what, allowed, path } = issue;
  const place = document.placeOf(path, issue.key ? 'key' : 'value');
  const name = path.map(String).join('.');
  const written = source.text.slice(place.start.offset, place.end.offset);
  return {
    code,
    message: `${name || 'the file'} ${what}`,
    place,
    ...('got' in issue ? { got: issue.got } : {}),
    allowed,
    fix: code === 'missing-key' ? MISSING_KEY_FIXES[name] : fixOf(issue, written),
  };
}

const REQUIRED = 'at least repoURL and destination.namespace';

/** The fix for each required key that is missing. */
const MISSING_KEY_FIXES: Record<string, string> = {
  repoURL: 'write repoURL: https://HOST/PATH, the Git repository that dist/ is pushed to',
  destination: 'write destination: { namespace: keruta }',
  'destination.namespace': 'write namespace: keruta',
};

function noFile(path: string): Mistake {
  return {
    code: 'no-file',
    message: `${path} is not ${existsSync(path) ? 'a file' : 'there'}`,
    allowed: `a YAML file with ${REQUIRED}`,
    fix: existsSync(path) ? 'name a file' : `create ${path}`,
  };
}

/** The words of messages about this file, in place of those about files of tasks. */
const WORDS: Partial<Record<MistakeCode, { allowed?: string; fix: string }>> = {
  'empty-file': { allowed: REQUIRED, fix: 'write repoURL: https://HOST/PATH' },
  'yaml-alias': { fix: 'write out the value' },
  'yaml-several-documents': { allowed: 'one document', fix: 'remove all but one' },
};

function inWordsOfThisFile(mistake: Mistake): Mistake {
  const { fix, ...words } = WORDS[mistake.code] ?? {};
  return fix === undefined ? mistake : { ...mistake, ...words, fix };
}
