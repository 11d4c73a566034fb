import type { Mistake } from './mistake';

/** The mistakes as one reads them: file by file, from top to bottom; a mistake without a place comes first. */
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

/** The mistakes without those in values that could not be read: such a value is one mistake, and not one of type too. */
export function withoutUnreadValues(mistakes: readonly Mistake[], unread: readonly Mistake[]): Mistake[] {
  const ends = new Set(unread.map(({ place }) => place?.end.offset));
  return mistakes.filter(({ got, place }) => got === undefined || !ends.has(place?.end.offset));
}
