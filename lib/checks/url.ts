import type { TextRule } from './text';

const HTTP = /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/;

/** The URL of an HTTP API. */
export const httpUrl: TextRule = {
  pattern: HTTP,
  check(value) {
    if (HTTP.test(value) && URL.canParse(value)) {
      return undefined;
    }
    const withScheme = `http://${value}`;
    const meant = !value.includes('://') && HTTP.test(withScheme) && URL.canParse(withScheme);
    return {
      code: 'wrong-url',
      what: value === '' ? 'is empty' : 'is not a URL of an HTTP API',
      allowed: 'http://HOST:PORT or https://HOST:PORT, with or without a path',
      ...(meant ? { fix: `did you mean ${withScheme}?` } : {}),
    };
  },
};
