import type { MistakeCode, WarningCode } from './codes';
import type { Place } from './place';

/** Another place that belongs to a mistake or a warning. */
export interface Related {
  /** The role of the place: `the other`, `the parent`. */
  readonly message: string;
  /** The place. */
  readonly place: Place;
}

/** The fields that mistakes and warnings have in common. Plain data, which `JSON.stringify` writes whole. */
export interface Finding {
  /** The kind of the mistake or warning. Codes are never renamed. */
  readonly code: MistakeCode | WarningCode;
  /** Description of the problem, without the place. */
  readonly message: string;
  /**
   * Place of the mistake or warning.
   *
   * @default - the mistake concerns a whole file, which is missing or cannot be read
   */
  readonly place?: Place;
  /**
   * The value that is wrong.
   *
   * @default - no value is wrong, but a key or a whole file
   */
  readonly got?: unknown;
  /**
   * The values that are allowed instead, in words.
   *
   * @default - the message says all
   */
  readonly allowed?: string | undefined;
  /**
   * The way to fix the problem.
   *
   * @default - not known
   */
  readonly fix?: string | undefined;
  /**
   * Other places that belong to the mistake or warning.
   *
   * @default - none
   */
  readonly related?: readonly Related[];
}

/** A mistake of the user: nothing is written as long as there is one. */
export interface Mistake extends Finding {
  /** The kind of the mistake: one of those in docs/mistakes.md. */
  readonly code: MistakeCode;
}

/** A setting that is allowed, but may not do what its author expects. */
export interface Warning extends Finding {
  /** The kind of the warning: one of those in docs/mistakes.md. */
  readonly code: WarningCode;
}
