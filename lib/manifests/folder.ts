import { basename } from 'node:path';
import { TASK_LABEL } from '../settings/names';

/** End of the names of manifest files. A synth never touches a file whose name ends otherwise. */
export const EXTENSION = '.k8s.yaml';

/** A manifest file of the output folder. */
export interface OutputFile {
  /** Path from the output folder, with `/` between its parts. */
  readonly path: string;
  /** The whole content. */
  readonly text: string;
}

/**
 * Whether a file of the output folder is a manifest of this app: at the top level each file with the extension, in a
 * subfolder only the file of a task, which has the task's id as its name and as a label. The output folder may be the
 * whole repository, with manifests of others in subfolders.
 */
export function isManifest(path: string, text: string): boolean {
  const { length } = path.split('/');
  return path.endsWith(EXTENSION) && (length === 1 || (length === 2 && isOfTask(basename(path, EXTENSION), text)));
}

/** Whether a manifest has the label that `TaskChart` gives to the objects of a task. */
function isOfTask(taskId: string, text: string): boolean {
  const label = `${TASK_LABEL}: `;
  return text.split('\n').some((line) => [taskId, `'${taskId}'`].some((id) => line.trimStart() === label + id));
}

/**
 * The environment variable that names a folder which was empty when the command of an app was started. A manifest that a synth
 * would replace or remove in this folder is one of another app.
 */
export const EMPTY_FOLDER = 'CDK8S_KERUTA_EMPTY_FOLDER';
