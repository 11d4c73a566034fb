import type { ManifestObject } from '../../manifests/parse';
import { asMap } from '../../settings/maps';
import { QUEUE_LABEL } from '../../settings/names';
import type { LiveJob } from '../live';
import { changesOfJob } from '../plan/job';

/** The labels that the Job controller sets in the template of a Job. */
const CONTROLLER_LABEL = /^(batch\.kubernetes\.io\/|controller-uid$|job-name$|kueue\.x-k8s\.io\/)/;
/** The fields of the template that Kueue sets, from the flavor of the quota. */
const OF_KUEUE = /^spec\.template\.(metadata|spec\.(nodeSelector|tolerations|schedulingGates))\b/;

/** The fields in which the template of a Job in the cluster differs from the manifest. */
export function templateDifferences(live: LiveJob, manifest: ManifestObject): string[] {
  const isQueued = live.labels[QUEUE_LABEL] !== undefined;
  return changesOfJob(withoutControllerLabels(live.manifest), manifest)
    .map(({ field }) => field)
    .filter((field) => field.startsWith('spec.template') && !(isQueued && OF_KUEUE.test(field)));
}

function withoutControllerLabels(job: ManifestObject): ManifestObject {
  const spec = asMap(job.spec);
  const template = asMap(spec.template);
  const metadata = asMap(template.metadata);
  const labels = Object.fromEntries(
    Object.entries(asMap(metadata.labels)).filter(([name]) => !CONTROLLER_LABEL.test(name)),
  );
  return {
    ...job,
    spec: { ...spec, template: { ...template, metadata: { ...metadata, labels, creationTimestamp: undefined } } },
  };
}
