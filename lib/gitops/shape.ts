import { boolean } from '../checks/zod';
import { platformShape } from '../platform/shape';

/** The keys of `ClusterSettings`. */
export const clusterSettings = {
  claimProtection: boolean().optional(),
  runProtection: boolean().optional(),
  platform: platformShape.optional(),
};
