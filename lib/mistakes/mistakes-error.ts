import { formatFinding, textsToShow } from './format';
import type { Mistake } from './mistake';
import { UserError } from './user-error';

/** The kinds of files that mistakes are made in: `tasks.yaml` or files of `tasks/`, `argocd.yaml`, and `flux.yaml`. */
export type FileKind = 'tasks' | 'argocd' | 'flux';

/** The maximum number of mistakes that the message shows. It counts the others. */
const SHOWN = 50;

/**
 * All mistakes in the files of one kind. The message of the error shows each with its place, its line, the value, what is
 * allowed, and the fix.
 *
 * @example
 * ```ts
 * import { loadTasks, MistakesError } from 'cdk8s-keruta';
 *
 * try {
 *   loadTasks('tasks.yaml');
 * } catch (error) {
 *   if (!(error instanceof MistakesError)) {
 *     throw error;
 *   }
 *   for (const { code, message, place } of error.mistakes) {
 *     console.error(code, message, place?.file, place?.start.line);
 *   }
 * }
 * ```
 */
export class MistakesError extends UserError {
  /** Private, so that `console.log` does not show it: a file may be long. */
  readonly #texts: ReadonlyMap<string, string>;

  /**
   * @param texts the texts of the files by their paths, for the lines that the message shows
   */
  constructor(
    /** The kind of the files. */
    public readonly kind: FileKind,
    /** The mistakes, file by file, from top to bottom. */
    public readonly mistakes: readonly Mistake[],
    texts: ReadonlyMap<string, string>,
  ) {
    const shown = textsToShow(texts);
    super(describe(mistakes, shown, false));
    this.#texts = shown;
  }

  /**
   * The message for a terminal.
   *
   * @param color whether the first line of each mistake is coloured
   */
  public format(color: boolean): string {
    return describe(this.mistakes, this.#texts, color);
  }
}

function describe(mistakes: readonly Mistake[], lines: ReadonlyMap<string, string>, color: boolean): string {
  const shown = mistakes.slice(0, SHOWN).map((mistake) => formatFinding(mistake, lines, { color }));
  const count = `${mistakes.length} mistake${mistakes.length === 1 ? '' : 's'}`;
  return [...shown, mistakes.length > SHOWN ? `${count}, the first ${SHOWN} of them above` : count].join('\n\n');
}
