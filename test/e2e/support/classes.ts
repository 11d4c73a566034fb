import { type ApiObject, create, list } from './cluster';

interface StorageClass extends ApiObject {
  readonly provisioner: string;
  readonly volumeBindingMode: BindingMode;
}

export type BindingMode = 'Immediate' | 'WaitForFirstConsumer';

const classes = () => list<StorageClass>('storage.k8s.io/v1', 'StorageClass');

/** The storage class of a real node. Pods of simulated nodes cannot mount its volumes. */
export const REAL_CLASS = 'real';

/** The name of a storage class of the cluster that binds claims in this way; undefined if it has none. */
export async function classThatBinds(mode: BindingMode): Promise<string | undefined> {
  return (await classes()).find(
    ({ metadata, volumeBindingMode }) => volumeBindingMode === mode && metadata.name !== REAL_CLASS,
  )?.metadata.name;
}

/** The cluster's default class. */
export async function defaultClass(): Promise<StorageClass> {
  const isDefault = 'storageclass.kubernetes.io/is-default-class';
  const found = (await classes()).find(({ metadata }) => metadata.annotations?.[isDefault] === 'true');
  if (!found) {
    throw new Error('the cluster has no default storage class');
  }
  return found;
}

/** A class like another, but for whether its claims can grow. The caller deletes it. */
export function makeClass({ apiVersion, kind, provisioner }: StorageClass, allowVolumeExpansion: boolean) {
  const metadata = { generateName: 'keruta-e2e-' } as unknown as ApiObject['metadata'];
  return create<StorageClass>({ apiVersion, kind, metadata, provisioner, allowVolumeExpansion });
}
