import type { MistakeCode } from './codes';

/** What is wrong with a value; the place is known to whoever checked it. */
export interface Problem {
  readonly code: MistakeCode;
  /** Completes a sentence that begins with the key: `is not a DNS label`. */
  readonly what: string;
  readonly allowed?: string;
  readonly fix?: string;
}
