import type { MistakeCode } from './codes';

/** A problem with a value, without its place, which the caller of the check knows. */
export interface Problem {
  readonly code: MistakeCode;
  /** Completes a sentence that begins with the key: `is not a DNS label`. */
  readonly what: string;
  readonly allowed?: string;
  readonly fix?: string;
}
