import { join } from 'node:path';
import { firstDifference } from '../../manifests/difference';
import { isManifest } from '../../manifests/folder';

/** A file of an output folder that is not what a synth would write. */
export interface FileDifference {
  /** Path of the file from the working folder. */
  readonly file: string;
  /** Number of the first line that differs, from 1; undefined for a file that is missing or left over. */
  readonly line?: number;
  /** Completes a sentence that begins with the file. */
  readonly message: string;
}

const LINE_ENDINGS =
  'differs from the output of a synth only in its line endings: * text=auto eol=lf in .gitattributes keeps Git from changing them';

/**
 * The differences between an output folder and the files that a synth would write.
 *
 * @param expected the files that a synth would write, by their paths from the folder
 * @param actual the files of the folder
 */
export function differences(
  folder: string,
  expected: ReadonlyMap<string, string>,
  actual: ReadonlyMap<string, string>,
): FileDifference[] {
  const written = [...expected].flatMap(([path, text]): FileDifference[] => {
    const file = join(folder, path);
    const found = actual.get(path);
    if (found === undefined) {
      return [{ file, message: 'is missing: a synth would write it' }];
    }
    return found === text ? [] : [{ file, ...describe(found, text) }];
  });
  const left = [...actual]
    .filter(([path, text]) => isManifest(path, text) && !expected.has(path))
    .map(([path]) => ({ file: join(folder, path), message: 'is left over: no task makes it' }));
  return [...written, ...left];
}

function describe(found: string, text: string): Omit<FileDifference, 'file'> {
  const difference = firstDifference(found.replaceAll('\r\n', '\n'), text);
  if (difference === undefined) {
    return { line: 1, message: LINE_ENDINGS };
  }
  const { line, was, is } = difference;
  return was === is
    ? { line, message: 'is not what a synth would write: other spaces or blank lines' }
    : { line, message: `is not what a synth would write: ${was || 'nothing'} instead of ${is || 'nothing'}` };
}
