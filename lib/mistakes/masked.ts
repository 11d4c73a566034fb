/** A text whose URLs show no password and no token: what is printed ends up in logs. It stays as long as it was. */
export function masked(text: string): string {
  return text.replace(/(\b\w+:\/\/)([^\s/@]+)@/g, (whole, scheme: string, user: string) =>
    scheme === 'ssh://' && !user.includes(':') ? whole : `${scheme}${'*'.repeat(user.length)}@`,
  );
}
