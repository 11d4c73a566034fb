import { ANNOTATIONS_MAX } from './annotations';

/*
 * The size of an object in the cluster. A client-side apply, by kubectl and by Argo CD's default, keeps the whole object as
 * JSON in an annotation of the object, and the API server refuses annotations of more than 256 KiB together. That is reached
 * long before its limit for a request (3 MiB) and that of etcd (1.5 MiB). Tried with Kubernetes 1.37 and kubectl.
 *
 * https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/
 */

/** Room for what is added on the way: the key of the annotation, a namespace, the tracking id of Argo CD. */
const RESERVE = 1024;

/** The most bytes that an object may take as JSON, together with its annotations. */
export const OBJECT_MAX = ANNOTATIONS_MAX - RESERVE;

/** The bytes of a value as JSON. */
export function jsonSize(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}

/**
 * Whether an object may take more than `OBJECT_MAX`, by its text in YAML. A character takes at most 6 bytes in JSON, and
 * annotations count twice.
 */
export function mayBeTooLarge(yaml: string): boolean {
  return 2 * 6 * yaml.length > OBJECT_MAX;
}
