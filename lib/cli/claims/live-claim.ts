import * as z from 'zod';
import { show } from '../../mistakes/show';
import { UserError } from '../../mistakes/user-error';
import { APP_LABEL, claimName, TASK_LABEL } from '../../settings/names';

/** A claim of the cluster. */
export interface LiveClaim {
  readonly namespace: string;
  readonly name: string;
  /** The size of the volume, or, before there is one, the size that the claim asks for. */
  readonly size: string;
  readonly created: string;
  /** `Bound`, `Pending` or `Lost`, as kubectl shows it, `Terminating`, or `Resizing`. */
  readonly status: string;
  /** The task that made the claim, by its labels and its name; undefined for a claim that no task made. */
  readonly taskId: string | undefined;
}

/** The names become part of commands: a name that no cluster would accept is not printed. */
const NAME = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/);
const STORAGE = z.object({ storage: z.string().optional() }).optional();

/** The parts of a claim that are read. */
const CLAIM = z.object({
  kind: z.literal('PersistentVolumeClaim'),
  metadata: z.object({
    name: NAME,
    namespace: NAME,
    creationTimestamp: z.string().default(''),
    deletionTimestamp: z.string().optional(),
    labels: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.object({ resources: z.object({ requests: STORAGE }).optional() }).optional(),
  status: z
    .object({
      phase: z.string().optional(),
      capacity: STORAGE,
      conditions: z.array(z.object({ type: z.string(), status: z.string().optional() })).optional(),
    })
    .optional(),
});

/** The conditions of a claim whose volume, or its file system, has yet to grow. */
const RESIZING = ['Resizing', 'FileSystemResizePending'];

/**
 * Reads a claim.
 *
 * @throws UserError for an object that is no claim
 */
export function toLiveClaim(object: unknown, allowed: string): LiveClaim {
  const { success, data } = CLAIM.safeParse(object);
  if (!success) {
    throw new UserError(`${show(object)} is not a claim; allowed: ${allowed}`);
  }
  const { metadata, spec, status } = data;
  const { name, namespace, creationTimestamp: created, labels } = metadata;
  const taskId = labels[TASK_LABEL];
  const isOurs = labels.app === APP_LABEL.app && taskId !== undefined && name === claimName(taskId);
  return {
    namespace,
    name,
    size: status?.capacity?.storage ?? spec?.resources?.requests?.storage ?? '',
    created,
    status: statusOf(data),
    taskId: isOurs ? taskId : undefined,
  };
}

function statusOf({ metadata, status }: z.infer<typeof CLAIM>): string {
  if (metadata.deletionTimestamp !== undefined) {
    return 'Terminating';
  }
  const isResizing = status?.conditions?.some(({ type, status: is }) => RESIZING.includes(type) && is !== 'False');
  return isResizing ? 'Resizing' : (status?.phase ?? 'Unknown');
}
