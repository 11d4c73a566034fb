import { withoutSecrets } from './secrets';

/** The text without its secrets, since printed text ends up in logs. It keeps its length and its lines. */
export function masked(text: string): string {
  return withoutSecrets(text).replace(/(?<=\w):\/\/([^\s/@]+)@/g, (whole, user: string, offset: number) =>
    text.slice(Math.max(0, offset - 3), offset) === 'ssh' && !user.includes(':')
      ? whole
      : `://${'*'.repeat(user.length)}@`,
  );
}
