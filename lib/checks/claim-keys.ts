import type { MistakeCode } from '../mistakes/codes';
import type { Problem } from '../mistakes/problem';
import { annotationKey, DOMAIN, labelKey, OWN_LABELS, oneOf, qualified } from './keys';
import type { TextRule } from './text';

/*
 * The keys of labels and annotations that a claim may have. No setting may let a machine delete a claim.
 */

/** Prefixes of the keys by which machines find the objects that they delete. */
const DELETERS = [
  // Argo CD, Helm and Flux.
  'argocd.argoproj.io/',
  'helm.sh/',
  'meta.helm.sh/',
  'kustomize.toolkit.fluxcd.io/',
  'helm.toolkit.fluxcd.io/',
  // kubectl apply --prune, kpt and kapp.
  'applyset.kubernetes.io/',
  'cli-utils.sigs.k8s.io/',
  'config.k8s.io/',
  'kapp.k14s.io/',
  // Machines that delete objects after some time: Kyverno and kube-janitor.
  'cleanup.kyverno.io/',
  'janitor/',
];

/** The label by which Argo CD can track the objects of an Application. */
const TRACKING = 'app.kubernetes.io/instance';

/** Prefixes of the keys that the controllers of Kubernetes set when a claim is bound. With them a new claim is never bound. */
const BINDERS = ['pv.kubernetes.io/', 'volume.kubernetes.io/', 'volume.beta.kubernetes.io/'];

/** keruta's own keys. One of them confirms the deletion of a claim. */
const KERUTA = 'keruta/';

const PREFIXES = [...DELETERS, ...BINDERS, KERUTA];

/** The key of a label of a claim. */
export const claimLabelKey = claimKey([...OWN_LABELS, TRACKING, 'constructor'], DOMAIN, 'reserved-label', labelKey);

/** The key of an annotation of a claim. */
export const claimAnnotationKey = claimKey(
  [TRACKING, 'constructor'],
  DOMAIN.replaceAll('a-z', 'A-Za-z'),
  'reserved-annotation',
  annotationKey,
);

function claimKey(names: readonly string[], domain: string, code: MistakeCode, rule: TextRule): TextRule {
  return {
    pattern: new RegExp(`^(?!${oneOf(PREFIXES)}|(?:${oneOf(names)})$)${qualified(domain)}$`),
    check: (key) => checkReserved(key, names, code) ?? rule.check(key),
  };
}

function checkReserved(key: string, names: readonly string[], code: MistakeCode): Problem | undefined {
  const prefix = PREFIXES.find((one) => key.startsWith(one));
  if ((names.includes(key) && key !== TRACKING && key !== 'constructor') || prefix === KERUTA) {
    return { code, what: 'is set by keruta', fix: 'use another key' };
  }
  if (prefix !== undefined && BINDERS.includes(prefix)) {
    return { code, what: `has the prefix ${prefix}: Kubernetes sets it when the claim is bound`, fix: 'remove it' };
  }
  return prefix === undefined && key !== TRACKING
    ? undefined
    : {
        code,
        what: `is ${prefix === undefined ? 'a key' : `of ${prefix}`}, by which machines delete objects`,
        fix: 'remove it',
      };
}
