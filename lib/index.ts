/**
 * The public API of `cdk8s-keruta`.
 *
 * `loadTasks` reads `tasks.yaml`, `addTaskCharts` makes a `TaskChart` of each task, and `TaskApp`, a cdk8s `App`, writes the
 * manifests. A `TaskChart` consists of a `TaskWorkspace` and an `AgentJob`, which a chart of your own can use as well.
 *
 * @module cdk8s-keruta
 */

export { addArgoCdCharts } from './argocd/charts';
export { loadArgoCd } from './argocd/load';
export type { ArgoCdDestination, ArgoCdFile, ArgoCdSettings } from './argocd/settings';
export { TasksApplication } from './argocd/tasks-application';
export { TasksApplicationSet, type TasksApplicationSetProps } from './argocd/tasks-application-set';
export { addTaskCharts, type MakeChart } from './constructs/add-task-charts';
export { AgentJob, type AgentJobProps, type MountOptions } from './constructs/agent-job';
export type { AgentContainer, AgentPodSpec } from './constructs/agent-pod';
export { TaskApp } from './constructs/task-app';
export { TaskChart, type TaskChartProps } from './constructs/task-chart';
export {
  type CloneOptions,
  type ExistingClaimOptions,
  type InheritOptions,
  type ITaskWorkspace,
  TaskWorkspace,
  type TaskWorkspaceProps,
} from './constructs/task-workspace';
export { addFluxCharts } from './flux/charts';
export { loadFlux } from './flux/load';
export type { FluxFile, FluxSecretRef, FluxSettings } from './flux/settings';
export { TasksGitRepository } from './flux/tasks-git-repository';
export { TasksKustomization, type TasksKustomizationProps } from './flux/tasks-kustomization';
export type { ClusterSettings } from './gitops/settings';
export { describeSynth } from './manifests/describe-synth';
export type { OutputFile } from './manifests/folder';
export type { SynthResult } from './manifests/write-folder';
export type { MistakeCode, WarningCode } from './mistakes/codes';
export type { Finding, Mistake, Related, Warning } from './mistakes/mistake';
export { type FileKind, MistakesError } from './mistakes/mistakes-error';
export type { Place, Position } from './mistakes/place';
export { reportMistakes } from './mistakes/report-mistakes';
export { reportWarnings } from './mistakes/report-warnings';
export { UserError } from './mistakes/user-error';
export { AgentNetworkPolicy, type AgentNetworkPolicyProps } from './platform/agent-network-policy';
export { ClaimProtection } from './platform/claim-protection';
export { AGENT_SERVICE_ACCOUNT, PlatformChart, type PlatformChartProps } from './platform/platform-chart';
export { RunProtection } from './platform/run-protection';
export type { ContainerLimits, KerutaApiLocation, PlatformSettings, QueueSettings } from './platform/settings';
export type { TaskClaim } from './settings/claim';
export type { ClaimSettings } from './settings/claim-settings';
export type { JobSettings } from './settings/job-settings';
export type { Layout } from './settings/layout';
export { CONFIRM_DELETE } from './settings/names';
export type { TaskSettings } from './settings/task-settings';
export type {
  ClassAccessMode,
  EnvValue,
  KeyRef,
  LogLevel,
  PvcAccessMode,
  ResourceQuantities,
  Resources,
  Toleration,
} from './settings/values';
export { type LoadedTasks, loadTasks } from './tasks/load';
export type { StorageClassEntry, Task } from './tasks/task';
