/** Where a verb writes. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether standard output is a terminal that shows colours. */
  readonly color: boolean;
  /** Whether standard error is one. */
  readonly errorColor: boolean;
}

/** One of the verbs of `cdk8s-keruta`. */
export interface Verb {
  /** Usage, what it does, its options and its exit codes. */
  readonly help: string;

  /**
   * @returns the exit code: 0 all is well, 1 mistakes in the tasks or manifests, and what the verb's help says
   * @throws UserError for what could not be done, which ends with exit code 3; MistakesError, with exit code 1
   */
  run(args: string[], io: Io): number | Promise<number>;
}

/** A verb in the overall help. Only the module of the verb that runs is loaded. */
export interface VerbEntry {
  readonly summary: string;
  load(): Verb;
}
