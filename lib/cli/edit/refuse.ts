import { placeIn, type Source, textsOf } from '../../document/source';
import type { MistakeCode } from '../../mistakes/codes';
import { MistakesError } from '../../mistakes/mistakes-error';

/** The error for an edit that a person has to make, with the place of the line to edit. */
export function byHand(source: Source, offset: number, message: string, fix: string): MistakesError {
  return refusal('unsafe-edit', source, offset, message, fix);
}

/** The error for an edit that is refused at a place. */
export function refusal(
  code: MistakeCode,
  source: Source,
  offset: number,
  message: string,
  fix: string,
): MistakesError {
  const place = placeIn(source, offset, offset + 1);
  return new MistakesError('tasks', [{ code, message, place, fix }], textsOf([source]));
}
