import { distance } from 'fastest-levenshtein';

/** The maximum number of equally near names that are proposed. */
const NEAREST_MAX = 3;

/** `did you mean …?` with the names that were probably meant; undefined if no name is near enough. */
export function didYouMean(name: string, names: Iterable<string>): string | undefined {
  const meant = nearestNames(name, names);
  return meant.length === 0 ? undefined : `did you mean ${meant.join(' or ')}?`;
}

/** Proposes a name for a misspelt one. */
export type Proposer = (name: string) => string | undefined;

/** The maximum number of names that a proposer looks for: among 10,000 candidates, each search takes some milliseconds. */
const PROPOSALS_MAX = 200;

/**
 * Makes a `didYouMean` for many misspelt names. It looks for each name once, and for a limited number of names.
 *
 * @param names gives the names that can be meant
 */
export function makeProposer(names: () => Iterable<string>): Proposer {
  const proposals = new Map<string, string | undefined>();
  return (name) => {
    if (!proposals.has(name) && proposals.size < PROPOSALS_MAX) {
      proposals.set(name, didYouMean(name, names()));
    }
    return proposals.get(name);
  };
}

/** The names that were probably meant: the nearest if they are near enough, or the first that the name is short for. */
export function nearestNames(name: string, names: Iterable<string>): string[] {
  const written = name.toLowerCase();
  let nearest: string[] = [];
  let least = Math.max(2, Math.floor(name.length / 3));
  let longer: string | undefined;
  for (const candidate of names) {
    // A difference in case alone does not count as a distance.
    const lower = candidate.toLowerCase();
    const steps = distance(written, lower);
    if (steps < least) {
      nearest = [];
      least = steps;
    }
    if (steps === least && nearest.length < NEAREST_MAX) {
      nearest.push(candidate);
    }
    longer ??= isShortFor(written, lower) ? candidate : undefined;
  }
  return nearest.length > 0 || longer === undefined ? nearest : [longer];
}

/** Whether a name is part of another, its end or, but for a letter, its beginning: `storage`, `id`, `family`. */
function isShortFor(name: string, other: string): boolean {
  return (
    (name.length > 2 && other.includes(name)) ||
    (name.length > 1 && other.endsWith(name)) ||
    (name.length > 4 && other.startsWith(name.slice(0, -1)))
  );
}
