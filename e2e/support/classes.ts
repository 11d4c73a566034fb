import { type ApiObject, list } from './cluster';

interface StorageClass extends ApiObject {
  readonly volumeBindingMode: BindingMode;
}

export type BindingMode = 'Immediate' | 'WaitForFirstConsumer';

/** The name of a storage class of the cluster that binds claims in this way; undefined if it has none. */
export async function classThatBinds(mode: BindingMode): Promise<string | undefined> {
  const classes = await list<StorageClass>('storage.k8s.io/v1', 'StorageClass');
  return classes.find(({ volumeBindingMode }) => volumeBindingMode === mode)?.metadata.name;
}
