/**
 * What a platform engineer may import from `cdk8s-keruta`.
 *
 * `TaskApp` is an `App` whose manifests can be relied on, `loadTasks` reads `tasks.yaml`, `addTaskCharts` makes a
 * `TaskChart` of each task. `TaskWorkspace` and `AgentJob` are the two constructs in it, for charts of one's own.
 *
 * @module cdk8s-keruta
 */

export { AgentJob, type AgentJobProps, type MountOptions } from './agent-job';
export type { AgentContainer, AgentPodSpec } from './agent-pod';
export { addArgoCdCharts } from './argocd/charts';
export { loadArgoCd } from './argocd/load';
export type { ArgoCdDestination, ArgoCdFile, ArgoCdSettings } from './argocd/settings';
export { TasksApplication } from './argocd/tasks-application';
export { TasksApplicationSet, type TasksApplicationSetProps } from './argocd/tasks-application-set';
export type { MistakeCode } from './checks/codes';
export type { Layout } from './layout';
export type { OutputFile } from './manifests/folder';
export { CONFIRM_DELETE } from './names';
export { AgentNetworkPolicy, type AgentNetworkPolicyProps } from './platform/agent-network-policy';
export { ClaimProtection } from './platform/claim-protection';
export { AGENT_SERVICE_ACCOUNT, PlatformChart, type PlatformChartProps } from './platform/platform-chart';
export type { ContainerLimits, KerutaApiLocation, PlatformSettings } from './platform/settings';
export { reportMistakes } from './report';
export type {
  EnvValue,
  KeyRef,
  LogLevel,
  PvcAccessMode,
  ResourceQuantities,
  Resources,
  Toleration,
} from './setting-values';
export type { ClaimSettings, JobSettings, TaskSettings } from './settings';
export { TaskApp } from './task-app';
export { TaskChart, type TaskChartProps } from './task-chart';
export { addTaskCharts, type MakeChart } from './task-charts';
export { type ITaskWorkspace, TaskWorkspace, type TaskWorkspaceProps } from './task-workspace';
export type { TaskClaim } from './tasks/claim';
export { type LoadedTasks, loadTasks } from './tasks/load';
export { type Mistake, type Place, position, TasksError } from './tasks/mistake';
export type { Source } from './tasks/source';
export type { Task } from './tasks/task';
export { UserError } from './user-error';
