import { argoCdCommand } from './config';
import { differences, type FileDifference } from './differences';
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

/** The folder with the objects of Argo CD. */
const ARGOCD = 'argocd';

/**
 * Compares the output folder with the files that the app would write.
 *
 * @param files the files, by their paths from the folder
 */
export function staleOutput(output: string, files: ReadonlyMap<string, string>, command: string): StaleFolder {
  return { files: differences(output, files, readFolder(output)), command };
}

/** The objects of Argo CD are written by a script of their own, which is easy to forget after a change of argocd.yaml. */
export function staleArgoCd(): StaleFolder {
  const command = argoCdCommand();
  if (command === undefined) {
    return { files: [], command: '' };
  }
  const app = runApp(command);
  const written = 'npm run argocd';
  return 'failed' in app
    ? { files: [], command: written, failed: app.failed }
    : { files: differences(ARGOCD, app.files, readFolder(ARGOCD)), command: written };
}
