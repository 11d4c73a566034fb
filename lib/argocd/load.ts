import { type GitOpsFile, loadFile } from '../gitops/load-file';
import type { ArgoCdFile } from './settings';
import { argoCdFileShape } from './shape';

const FILE: GitOpsFile<ArgoCdFile> = {
  kind: 'argocd',
  shape: argoCdFileShape,
  required: 'at least repoURL and destination.namespace',
  missingKeyFixes: {
    repoURL: 'write repoURL: https://HOST/PATH, the Git repository that dist/ is pushed to',
    destination: 'write destination: { namespace: keruta }',
    'destination.namespace': 'write namespace: keruta',
  },
};

/**
 * Reads and checks `argocd.yaml`.
 *
 * @param path the file
 * @throws MistakesError with all mistakes of the file
 */
export function loadArgoCd(path = 'argocd.yaml'): ArgoCdFile {
  return loadFile(path, FILE);
}
