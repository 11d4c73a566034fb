import { statSync } from 'node:fs';
import { show } from '../../mistakes/show';
import type { LiveCluster, LiveObject } from './cluster';
import { askKubectl, LIVE_COMMAND } from './kubectl';
import { parseObjects, readBytes } from './objects';
import { at, textOf } from './parts';
import type { LiveSource } from './source';
import { BrokenText } from './split';
import { metadataOf, toClaim, toEvent, toJob, toQuota, toStorageClass, toVolume, toWorkload } from './to-live';
import { toPod } from './to-pod';

type Fields = Readonly<Record<string, unknown>>;

export type * from './cluster';
export { checkLiveOptions, kubectlCommand, LIVE_HELP, LIVE_OPTIONS, type LiveSource, takeLive } from './source';

/** The content of a file for `--live`, for messages. */
const ALLOWED = `the output of ${LIVE_COMMAND}`;
/** Names become parts of commands: a name that no cluster would accept is refused. */
const NAME = /^[a-z0-9][a-z0-9.:-]*$/;

/**
 * Reads the live cluster: the Jobs, pods, claims, volumes, storage classes, events and resource quotas, and Kueue's Workloads
 * where there are any. Nothing is ever written to a cluster.
 *
 * A verb takes `--live` out of its arguments with `takeLive`, parses the other options with `LIVE_OPTIONS`, and has
 * `LIVE_HELP` in its help:
 *
 * ```ts
 * const { rest, isLive, file } = takeLive(args);
 * const { values } = parseArgs({ args: rest, options: { ...LIVE_OPTIONS, … } });
 * const cluster = readLive({ file, ...values });
 * ```
 *
 * @param source a file, standard input, or the options for kubectl
 * @throws UserError if kubectl cannot ask the cluster, or a file holds anything else, with the line and column
 */
export function readLive(source: LiveSource = {}): LiveCluster {
  const { file } = source;
  if (file === undefined) {
    const { bytes, unread } = askKubectl(source);
    return parseLive(bytes, 'the output of kubectl get', { takenAt: Date.now(), unread, namespace: source.namespace });
  }
  const bytes = readBytes(file);
  const isStandardInput = file === '-';
  return parseLive(bytes, isStandardInput ? 'standard input' : file, {
    takenAt: isStandardInput ? Date.now() : statSync(file).mtimeMs,
    namespace: source.namespace,
  });
}

/**
 * The live cluster in a text.
 *
 * @param name the name of the text, for messages
 */
export function parseLive(
  bytes: Buffer,
  name: string,
  {
    takenAt,
    unread = [],
    namespace,
  }: Pick<LiveCluster, 'takenAt'> & { unread?: readonly string[]; namespace?: string },
): LiveCluster {
  const found: Lists = {
    jobs: [],
    pods: [],
    claims: [],
    volumes: [],
    storageClasses: [],
    events: [],
    quotas: [],
    workloads: [],
  };
  parseObjects(bytes, name, ALLOWED, (object, offset) => {
    const base = toBase(object, offset);
    if (namespace === undefined || base.namespace === '' || base.namespace === namespace) {
      add(found, object, base);
    }
  });
  return { ...found, takenAt, unread };
}

type ListName = Exclude<keyof LiveCluster, 'takenAt' | 'unread'>;
type Lists = { readonly [Name in ListName]: LiveCluster[Name][number][] };

function add(lists: Lists, object: Fields, base: LiveObject): void {
  switch (base.kind) {
    case 'Job':
      lists.jobs.push(toJob(object, base));
      break;
    case 'Pod':
      lists.pods.push(toPod(object, base));
      break;
    case 'PersistentVolumeClaim':
      lists.claims.push(toClaim(object, base));
      break;
    case 'PersistentVolume':
      lists.volumes.push(toVolume(object, base));
      break;
    case 'StorageClass':
      lists.storageClasses.push(toStorageClass(object, base));
      break;
    case 'Event':
      lists.events.push(toEvent(object));
      break;
    case 'ResourceQuota':
      lists.quotas.push(toQuota(object, base));
      break;
    case 'Workload':
      lists.workloads.push(toWorkload(object, base));
      break;
  }
}

function toBase(object: Fields, offset: number): LiveObject {
  const [kind, apiVersion] = [textOf(object.kind), textOf(object.apiVersion)];
  const name = textOf(at(object, 'metadata', 'name'));
  const namespace = textOf(at(object, 'metadata', 'namespace')) ?? '';
  const isNamed = name !== undefined && NAME.test(name) && (namespace === '' || NAME.test(namespace));
  if (kind === undefined || apiVersion === undefined || !isNamed) {
    throw new BrokenText(`${show(object)} is no object of a cluster`, offset);
  }
  return { kind, name, namespace, ...metadataOf(object) };
}
