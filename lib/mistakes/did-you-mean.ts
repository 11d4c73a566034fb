import { distance } from 'fastest-levenshtein';

/** At most so many names are proposed that are equally near. */
const NEAREST_MAX = 3;

/** `did you mean …?`, where the nearest of the names are near enough to be meant, or one is what the name is short for. */
export function didYouMean(name: string, names: Iterable<string>): string | undefined {
  const written = name.toLowerCase();
  let nearest: string[] = [];
  let least = Math.max(2, Math.floor(name.length / 3));
  let longer: string | undefined;
  for (const candidate of names) {
    // The same letters in another case are what was meant, however many they are.
    const lower = candidate.toLowerCase();
    const steps = distance(written, lower);
    if (steps < least) {
      [nearest, least] = [[], steps];
    }
    if (steps === least && nearest.length < NEAREST_MAX) {
      nearest.push(candidate);
    }
    longer ??= isShortFor(written, lower) ? candidate : undefined;
  }
  const meant = nearest.length > 0 ? nearest : longer === undefined ? [] : [longer];
  return meant.length === 0 ? undefined : `did you mean ${meant.join(' or ')}?`;
}

/** Whether a name is part of another, its end or, but for a letter, its beginning: `storage`, `id`, `family`. */
function isShortFor(name: string, other: string): boolean {
  return (
    (name.length > 2 && other.includes(name)) ||
    (name.length > 1 && other.endsWith(name)) ||
    (name.length > 4 && other.startsWith(name.slice(0, -1)))
  );
}
