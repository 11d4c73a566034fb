import { claimShape, identityShape, jobShape, layout } from '../checks/shapes';
import { dnsSubdomain, filledText } from '../checks/text';
import { boolean, choice, filledList, list, map, record, shapeOf, text } from '../checks/zod';
import { KUBERNETES_VERSIONS } from '../settings/kubernetes-versions';
import { CLASS_ACCESS_MODES } from '../settings/values';
import type { DefaultSettings, StorageClassEntry, TaskEntry, TasksFile } from './task';

/** `TaskEntry`, in the order in which people write its keys. */
export const taskShape = shapeOf<TaskEntry>()(
  map({
    taskId: identityShape.shape.taskId,
    parentTaskId: identityShape.shape.parentTaskId,
    workspace: identityShape.shape.workspace,
    existingClaim: identityShape.shape.existingClaim,
    repository: text(filledText).optional(),
    ...claimShape.shape,
    namespace: identityShape.shape.namespace,
    ...jobShape.shape,
    done: identityShape.shape.done,
  }),
);

/** `DefaultSettings`. */
export const defaultsShape = shapeOf<DefaultSettings>()(
  map({
    workspace: identityShape.shape.workspace,
    ...claimShape.shape,
    namespace: identityShape.shape.namespace,
    ...jobShape.omit({ run: true, jobName: true }).shape,
  }),
);

/** `StorageClassEntry`. */
export const storageClassShape = shapeOf<StorageClassEntry>()(
  map({
    accessModes: filledList(choice(CLASS_ACCESS_MODES), 'access modes').optional(),
    allowVolumeExpansion: boolean().optional(),
    clone: boolean().optional(),
  }),
);

/** `TasksFile`. */
export const fileShape = shapeOf<TasksFile>()(
  map({
    tasks: list(taskShape, 'tasks').optional(),
    layout: layout.optional(),
    defaults: defaultsShape.optional(),
    repositories: record(filledText, defaultsShape, 'repositories to their settings').optional(),
    storageClasses: record(dnsSubdomain, storageClassShape, 'storage classes to their capabilities').optional(),
    kubernetes: choice(KUBERNETES_VERSIONS).optional(),
  }),
);
