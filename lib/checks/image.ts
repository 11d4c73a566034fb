import type { TextRule } from './text';

/*
 * An image reference, as container runtimes read it. With another reference the pod waits forever (InvalidImageName).
 *
 * https://github.com/distribution/reference: reference.go has the grammar, normalize.go what belongs to the host.
 */

const HOST_PART = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const HOST = `(?:${HOST_PART}(?:\\.${HOST_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PATH_PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const PATH = `${PATH_PART}(?:/${PATH_PART})*`;
const TAG = '\\w[\\w.-]{0,127}';
const DIGEST = 'sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}';
/** The first part is a host if it has a dot, a colon or an upper-case letter, or is `localhost`. */
const IS_HOST = '(?=[^/]*[.:A-Z]|localhost/)';

const ONLY_DIGEST = new RegExp(`^(?:${DIGEST})$`);
const ONLY_TAG = new RegExp(`^${TAG}$`);
const IMAGE = new RegExp(`^(?:${IS_HOST}${HOST}/)?${PATH}(?::${TAG})?(?:@(?:${DIGEST}))?$`);
const PATH_MAX = 255;

const ALLOWED = 'HOST:PORT/PATH:TAG@sha256:DIGEST, of which only PATH is required: registry.example.com/team/agent:1.2';

/** The image of a container. */
export const imageReference: TextRule = {
  pattern: IMAGE,
  check(value) {
    const what = describeProblem(value);
    return what === undefined ? undefined : { code: 'wrong-image', what, allowed: ALLOWED, ...fixFor(value) };
  },
};

function describeProblem(value: string): string | undefined {
  if (value === '') {
    return 'is empty';
  }
  if (/\s/.test(value)) {
    return 'has white space';
  }
  if (value.includes('://')) {
    return 'begins with a scheme, which an image reference does not have';
  }
  const [name = '', digest] = splitAt(value, value.indexOf('@'));
  if (digest !== undefined && !ONLY_DIGEST.test(digest)) {
    return 'has a digest that is not sha256: and 64 lower-case hexadecimal digits (or sha384, sha512)';
  }
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  const [repository = '', tag] = splitAt(name, colon);
  if (tag !== undefined && !ONLY_TAG.test(tag)) {
    return "has a tag that is not 1 to 128 letters, digits, '_', '.' and '-', beginning with a letter, a digit or '_'";
  }
  if (/^[a-f0-9]{64}$/.test(repository)) {
    return 'is a hexadecimal id and not a name';
  }
  if (!IMAGE.test(value)) {
    if (value.includes('$')) {
      return 'has a variable, which nothing expands';
    }
    return /[A-Z]/.test(repository) ? 'has upper-case letters in its path' : 'is not an image reference';
  }
  return repository.length > PATH_MAX ? `has a name of more than ${PATH_MAX} characters` : undefined;
}

function fixFor(value: string): { fix?: string } {
  const meant = value.trim().replace(/^(?:docker|https?):\/\//, '');
  const slash = meant.lastIndexOf('/') + 1;
  const candidates = [
    meant,
    meant.slice(0, slash) + meant.slice(slash).replace(/^[^:@]+/, (name) => name.toLowerCase()),
    meant.toLowerCase(),
  ];
  const fixed = candidates.find((candidate) => candidate !== value && IMAGE.test(candidate));
  return fixed === undefined ? {} : { fix: `did you mean ${fixed}?` };
}

/** A text before and after a character; the whole text alone if the index is -1. */
function splitAt(text: string, index: number): [before: string, after?: string] {
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
