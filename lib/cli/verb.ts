/** The outputs of a verb. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether standard output is a terminal that shows colours. */
  readonly color: boolean;
  /** Whether standard error is such a terminal. */
  readonly errorColor: boolean;
}

/** One of the verbs of `cdk8s-keruta`. */
export interface Verb {
  /** Usage, purpose, options and exit codes of the verb. */
  readonly help: string;

  /**
   * @returns the exit code: 0 for success, 1 for mistakes in the tasks or manifests, and the codes in the help of the verb
   * @throws UserError if the work could not be done, with exit code 3; MistakesError, with exit code 1
   */
  run(args: string[], io: Io): number | Promise<number>;
}

/** A verb in the overall help. Only the module of the verb that runs is loaded. */
export interface VerbEntry {
  readonly summary: string;
  load(): Verb;
}
