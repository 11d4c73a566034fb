import { type GitOpsFile, loadFile } from '../gitops/load-file';
import type { FluxFile } from './settings';
import { fluxFileShape } from './shape';

const FILE: GitOpsFile<FluxFile> = {
  kind: 'flux',
  shape: fluxFileShape,
  required: 'at least url and targetNamespace',
  missingKeyFixes: {
    url: 'write url: https://HOST/PATH, the Git repository that dist/ is pushed to',
    targetNamespace: 'write targetNamespace: keruta',
    'secretRef.name': 'write name: keruta-tasks, the name of a Secret in the namespace of the GitRepository',
  },
};

/**
 * Reads and checks `flux.yaml`.
 *
 * @param path the file
 * @throws MistakesError with all mistakes of the file
 */
export function loadFlux(path = 'flux.yaml'): FluxFile {
  return loadFile(path, FILE);
}
