import { existsSync } from 'node:fs';

/**
 * The GitOps engines that the product writes objects for. Each has a settings file, a program, an npm script and a folder of
 * its key: `argocd.yaml`, `argocd.ts`, `npm run argocd`, `argocd/`.
 */
export const ENGINES = {
  argocd: { title: 'Argo CD' },
  flux: { title: 'Flux' },
} as const;

/** The key of a GitOps engine. */
export type Engine = keyof typeof ENGINES;

export const ENGINE_KEYS = Object.keys(ENGINES) as readonly Engine[];

/** The engines that the repository has a settings file of. */
export function enginesOfFiles(): readonly Engine[] {
  return ENGINE_KEYS.filter((engine) => existsSync(`${engine}.yaml`));
}

/** The names of engines in a sentence: `Argo CD and Flux`. */
export function nameEngines(engines: readonly Engine[]): string {
  return engines.map((engine) => ENGINES[engine].title).join(' and ');
}
