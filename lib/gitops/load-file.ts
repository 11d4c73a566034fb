import { existsSync, statSync } from 'node:fs';
import type * as z from 'zod';
import { fixOf } from '../checks/fix';
import { type Issue, issuesOf } from '../checks/issues';
import { parse, type YamlDocument } from '../document/document';
import { nameInvisibleCharacter } from '../document/invisible-characters';
import { readSources } from '../document/read-sources';
import { type Source, textsOf } from '../document/source';
import type { MistakeCode } from '../mistakes/codes';
import type { Mistake } from '../mistakes/mistake';
import { type FileKind, MistakesError } from '../mistakes/mistakes-error';
import { sortMistakes, withoutUnreadValues } from '../mistakes/sort-mistakes';

/** A kind of file that says what a GitOps engine needs to know. */
export interface GitOpsFile<T> {
  readonly kind: FileKind;
  readonly shape: z.ZodType<T>;
  /** The keys that have to be there, in words. */
  readonly required: string;
  /** The fix for each of these keys that is missing; the first is the fix for an empty file too. */
  readonly missingKeyFixes: Readonly<Record<string, string>>;
}

/**
 * Reads and checks a file of a GitOps engine.
 *
 * @throws MistakesError with all mistakes of the file
 */
export function loadFile<T>(path: string, file: GitOpsFile<T>): T {
  if (!existsSync(path) || statSync(path).isDirectory()) {
    throw new MistakesError(file.kind, [noFile(path, file)], new Map());
  }
  const { sources, mistakes: unread } = readSources(path);
  const [source] = sources;
  const { value, mistakes } = source ? check(source, file) : { value: undefined, mistakes: unread };
  if (mistakes.length > 0) {
    throw new MistakesError(file.kind, sortMistakes(mistakes), textsOf(sources));
  }
  return value as T;
}

function check<T>(source: Source, file: GitOpsFile<T>): { value?: unknown; mistakes: readonly Mistake[] } {
  const { document, mistakes } = parse(source);
  const unread = mistakes.map((mistake) => nameInvisibleCharacter(source, inWordsOf(file, mistake)));
  if (!document) {
    return { mistakes: unread };
  }
  const result = file.shape.safeParse(document.value, { reportInput: true });
  const wrong = result.success ? [] : issuesOf(result.error).map((issue) => toMistake(issue, source, document, file));
  const known = withoutUnreadValues(wrong, unread).map((mistake) => nameInvisibleCharacter(source, mistake));
  return { value: document.value, mistakes: [...unread, ...known] };
}

function toMistake<T>(issue: Issue, source: Source, document: YamlDocument, file: GitOpsFile<T>): Mistake {
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
    fix: code === 'missing-key' ? file.missingKeyFixes[name] : fixOf(issue, written),
  };
}

function noFile<T>(path: string, { required }: GitOpsFile<T>): Mistake {
  return {
    code: 'no-file',
    message: `${path} is not ${existsSync(path) ? 'a file' : 'there'}`,
    allowed: `a YAML file with ${required}`,
    fix: existsSync(path) ? 'name a file' : `create ${path}`,
  };
}

/** The words for such a file, in place of those for files of tasks. */
function inWordsOf<T>({ required, missingKeyFixes }: GitOpsFile<T>, mistake: Mistake): Mistake {
  const words: Partial<Record<MistakeCode, { allowed?: string; fix: string | undefined }>> = {
    'empty-file': { allowed: required, fix: Object.values(missingKeyFixes)[0] },
    'yaml-alias': { fix: 'write out the value' },
    'yaml-several-documents': { allowed: 'one document', fix: 'remove all but one' },
  };
  return { ...mistake, ...words[mistake.code] };
}
