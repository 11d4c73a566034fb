import { ACCESS_MODES, claimShape, identityShape, jobShape, layout } from '../checks/shapes';
import { dnsSubdomain, filledText } from '../checks/text';
import { choice, list, map, record, text } from '../checks/zod';

/** `TaskEntry`, in the order in which people write its keys. */
export const taskShape = map({
  taskId: identityShape.shape.taskId,
  parentTaskId: identityShape.shape.parentTaskId,
  workspace: identityShape.shape.workspace,
  existingClaim: identityShape.shape.existingClaim,
  repository: text(filledText).optional(),
  ...claimShape.shape,
  namespace: identityShape.shape.namespace,
  ...jobShape.shape,
  done: identityShape.shape.done,
});

/** `DefaultSettings`. */
export const defaultsShape = map({
  workspace: identityShape.shape.workspace,
  ...claimShape.shape,
  namespace: identityShape.shape.namespace,
  ...jobShape.omit({ jobName: true }).shape,
});

/** `StorageClassEntry`. */
export const storageClassShape = map({
  accessModes: list(choice([...ACCESS_MODES, 'ReadOnlyMany']), 'a list of access modes').min(1, {
    error: 'a list of at least one access mode',
  }),
});

/** `TasksFile`. */
export const fileShape = map({
  tasks: list(taskShape, 'a list of tasks').optional(),
  layout: layout.optional(),
  defaults: defaultsShape.optional(),
  repositories: record(filledText, defaultsShape, 'a map from repositories to their settings').optional(),
  storageClasses: record(dnsSubdomain, storageClassShape, 'a map from storage classes to what they can do').optional(),
});
