import { engineCommand } from './config';
import { differences, type FileDifference } from './differences';
import { ENGINE_KEYS } from './engines';
import { readFolder } from './read-folder';
import { runApp } from './run-app';

/** A folder of manifests that is not what its app would write now. */
export interface StaleFolder {
  /** The files that differ; empty for a folder that is current. */
  readonly files: readonly FileDifference[];
  /** The command that writes the folder. */
  readonly command: string;
  /** The message of the app that writes the folder, if it failed. */
  readonly failed?: string;
}

/**
 * Compares the output folder with the files that the app would write.
 *
 * @param files the files, by their paths from the folder
 */
export function staleOutput(output: string, files: ReadonlyMap<string, string>, command: string): StaleFolder {
  return { files: differences(output, files, readFolder(output)), command };
}

/**
 * Compares the folders of the GitOps engines with what their scripts would write. It is easy to forget these scripts after a
 * change of a settings file or of the layout.
 */
export function staleEngines(): StaleFolder[] {
  return ENGINE_KEYS.flatMap((engine): StaleFolder[] => {
    const script = engineCommand(engine);
    if (script === undefined) {
      return [];
    }
    const command = `npm run ${engine}`;
    const app = runApp(script);
    return [
      'failed' in app
        ? { files: [], command, failed: app.failed }
        : { files: differences(engine, app.files, readFolder(engine)), command },
    ];
  });
}
