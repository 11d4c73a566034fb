import type { Mistake } from './mistake';

/** Sorts mistakes by file, and in a file from top to bottom. A mistake without a place comes first. */
export function sortMistakes(mistakes: readonly Mistake[]): Mistake[] {
  return mistakes.toSorted((a, b) => {
    const fileA = a.place?.file ?? '';
    const fileB = b.place?.file ?? '';
    if (fileA !== fileB) {
      return fileA < fileB ? -1 : 1;
    }
    return (a.place?.start.offset ?? 0) - (b.place?.start.offset ?? 0);
  });
}

/** Removes the mistakes in values that could not be read: such a value is one mistake, and not a wrong type as well. */
export function withoutUnreadValues(mistakes: readonly Mistake[], unread: readonly Mistake[]): Mistake[] {
  const ends = new Set(unread.map(({ place }) => place?.end.offset));
  return mistakes.filter(({ got, place }) => got === undefined || !ends.has(place?.end.offset));
}
