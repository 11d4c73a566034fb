/*
 * Types of the setting `podSpec`. Made by `npm run pod-spec`; never edited.
 */

/** `AWSElasticBlockStoreVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodAWSElasticBlockStoreVolumeSource {
  readonly fsType?: string;
  readonly partition?: number;
  readonly readOnly?: boolean;
  readonly volumeID?: string;
}

/** `Affinity` of Kubernetes, of which every field may be left out. */
export interface PodAffinity {
  readonly nodeAffinity?: PodNodeAffinity;
  readonly podAffinity?: PodPodAffinity;
  readonly podAntiAffinity?: PodPodAntiAffinity;
}

/** `AppArmorProfile` of Kubernetes, of which every field may be left out. */
export interface PodAppArmorProfile {
  readonly localhostProfile?: string;
  readonly type?: string;
}

/** `AzureDiskVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodAzureDiskVolumeSource {
  readonly cachingMode?: string;
  readonly diskName?: string;
  readonly diskURI?: string;
  readonly fsType?: string;
  readonly kind?: string;
  readonly readOnly?: boolean;
}

/** `AzureFileVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodAzureFileVolumeSource {
  readonly readOnly?: boolean;
  readonly secretName?: string;
  readonly shareName?: string;
}

/** `CSIVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodCSIVolumeSource {
  readonly driver?: string;
  readonly fsType?: string;
  readonly nodePublishSecretRef?: PodLocalObjectReference;
  readonly readOnly?: boolean;
  readonly volumeAttributes?: Readonly<Record<string, string>>;
}

/** `Capabilities` of Kubernetes, of which every field may be left out. */
export interface PodCapabilities {
  readonly add?: readonly string[];
  readonly drop?: readonly string[];
}

/** `CephFSVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodCephFSVolumeSource {
  readonly monitors?: readonly string[];
  readonly path?: string;
  readonly readOnly?: boolean;
  readonly secretFile?: string;
  readonly secretRef?: PodLocalObjectReference;
  readonly user?: string;
}

/** `CinderVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodCinderVolumeSource {
  readonly fsType?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: PodLocalObjectReference;
  readonly volumeID?: string;
}

/** `ClaimSource` of Kubernetes, of which every field may be left out. */
export interface PodClaimSource {
  readonly resourceClaimName?: string;
  readonly resourceClaimTemplateName?: string;
}

/** `ClusterTrustBundleProjection` of Kubernetes, of which every field may be left out. */
export interface PodClusterTrustBundleProjection {
  readonly labelSelector?: PodLabelSelector;
  readonly name?: string;
  readonly optional?: boolean;
  readonly path?: string;
  readonly signerName?: string;
  readonly user?: number;
}

/** `ConfigMapEnvSource` of Kubernetes, of which every field may be left out. */
export interface PodConfigMapEnvSource {
  readonly name?: string;
  readonly optional?: boolean;
}

/** `ConfigMapKeySelector` of Kubernetes, of which every field may be left out. */
export interface PodConfigMapKeySelector {
  readonly key?: string;
  readonly name?: string;
  readonly optional?: boolean;
}

/** `ConfigMapProjection` of Kubernetes, of which every field may be left out. */
export interface PodConfigMapProjection {
  readonly items?: readonly PodKeyToPath[];
  readonly name?: string;
  readonly optional?: boolean;
}

/** `ConfigMapVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodConfigMapVolumeSource {
  readonly defaultMode?: number;
  readonly defaultUser?: number;
  readonly items?: readonly PodKeyToPath[];
  readonly name?: string;
  readonly optional?: boolean;
}

/** `Container` of Kubernetes, of which every field may be left out. */
export interface PodContainer {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly PodEnvVar[];
  readonly envFrom?: readonly PodEnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: PodLifecycle;
  readonly livenessProbe?: PodProbe;
  readonly name?: string;
  readonly ports?: readonly PodContainerPort[];
  readonly readinessProbe?: PodProbe;
  readonly resizePolicy?: readonly PodContainerResizePolicy[];
  readonly resources?: PodResourceRequirements;
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly PodContainerRestartRule[];
  readonly securityContext?: PodSecurityContext;
  readonly startupProbe?: PodProbe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly PodVolumeDevice[];
  readonly volumeMounts?: readonly PodVolumeMount[];
  readonly workingDir?: string;
}

/** `ContainerPort` of Kubernetes, of which every field may be left out. */
export interface PodContainerPort {
  readonly containerPort?: number;
  readonly hostIP?: string;
  readonly hostPort?: number;
  readonly name?: string;
  readonly protocol?: string;
}

/** `ContainerResizePolicy` of Kubernetes, of which every field may be left out. */
export interface PodContainerResizePolicy {
  readonly resourceName?: string;
  readonly restartPolicy?: string;
}

/** `ContainerRestartRule` of Kubernetes, of which every field may be left out. */
export interface PodContainerRestartRule {
  readonly action?: string;
  readonly exitCodes?: PodContainerRestartRuleOnExitCodes;
}

/** `ContainerRestartRuleOnExitCodes` of Kubernetes, of which every field may be left out. */
export interface PodContainerRestartRuleOnExitCodes {
  readonly operator?: string;
  readonly values?: readonly number[];
}

/** `DownwardAPIProjection` of Kubernetes, of which every field may be left out. */
export interface PodDownwardAPIProjection {
  readonly items?: readonly PodDownwardAPIVolumeFile[];
}

/** `DownwardAPIVolumeFile` of Kubernetes, of which every field may be left out. */
export interface PodDownwardAPIVolumeFile {
  readonly fieldRef?: PodObjectFieldSelector;
  readonly mode?: number;
  readonly path?: string;
  readonly resourceFieldRef?: PodResourceFieldSelector;
  readonly user?: number;
}

/** `DownwardAPIVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodDownwardAPIVolumeSource {
  readonly defaultMode?: number;
  readonly defaultUser?: number;
  readonly items?: readonly PodDownwardAPIVolumeFile[];
}

/** `EmptyDirVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodEmptyDirVolumeSource {
  readonly medium?: string;
  readonly mode?: number;
  readonly sizeLimit?: string | number;
}

/** `EnvFromSource` of Kubernetes, of which every field may be left out. */
export interface PodEnvFromSource {
  readonly configMapRef?: PodConfigMapEnvSource;
  readonly prefix?: string;
  readonly secretRef?: PodSecretEnvSource;
}

/** `EnvVar` of Kubernetes, of which every field may be left out. */
export interface PodEnvVar {
  readonly name?: string;
  readonly value?: string;
  readonly valueFrom?: PodEnvVarSource;
}

/** `EnvVarSource` of Kubernetes, of which every field may be left out. */
export interface PodEnvVarSource {
  readonly configMapKeyRef?: PodConfigMapKeySelector;
  readonly fieldRef?: PodObjectFieldSelector;
  readonly fileKeyRef?: PodFileKeySelector;
  readonly resourceFieldRef?: PodResourceFieldSelector;
  readonly secretKeyRef?: PodSecretKeySelector;
}

/** `EphemeralContainer` of Kubernetes, of which every field may be left out. */
export interface PodEphemeralContainer {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly PodEnvVar[];
  readonly envFrom?: readonly PodEnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: PodLifecycle;
  readonly livenessProbe?: PodProbe;
  readonly name?: string;
  readonly ports?: readonly PodContainerPort[];
  readonly readinessProbe?: PodProbe;
  readonly resizePolicy?: readonly PodContainerResizePolicy[];
  readonly resources?: PodResourceRequirements;
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly PodContainerRestartRule[];
  readonly securityContext?: PodSecurityContext;
  readonly startupProbe?: PodProbe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly targetContainerName?: string;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly PodVolumeDevice[];
  readonly volumeMounts?: readonly PodVolumeMount[];
  readonly workingDir?: string;
}

/** `EphemeralVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodEphemeralVolumeSource {
  readonly volumeClaimTemplate?: PodPersistentVolumeClaimTemplate;
}

/** `EvictionResponder` of Kubernetes, of which every field may be left out. */
export interface PodEvictionResponder {
  readonly name?: string;
  readonly priority?: number;
}

/** `ExecAction` of Kubernetes, of which every field may be left out. */
export interface PodExecAction {
  readonly command?: readonly string[];
}

/** `FCVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodFCVolumeSource {
  readonly fsType?: string;
  readonly lun?: number;
  readonly readOnly?: boolean;
  readonly targetWWNs?: readonly string[];
  readonly wwids?: readonly string[];
}

/** `FileKeySelector` of Kubernetes, of which every field may be left out. */
export interface PodFileKeySelector {
  readonly key?: string;
  readonly optional?: boolean;
  readonly path?: string;
  readonly volumeName?: string;
}

/** `FlexVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodFlexVolumeSource {
  readonly driver?: string;
  readonly fsType?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly readOnly?: boolean;
  readonly secretRef?: PodLocalObjectReference;
}

/** `FlockerVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodFlockerVolumeSource {
  readonly datasetName?: string;
  readonly datasetUUID?: string;
}

/** `GCEPersistentDiskVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodGCEPersistentDiskVolumeSource {
  readonly fsType?: string;
  readonly partition?: number;
  readonly pdName?: string;
  readonly readOnly?: boolean;
}

/** `GRPCAction` of Kubernetes, of which every field may be left out. */
export interface PodGRPCAction {
  readonly mode?: string;
  readonly port?: number;
  readonly service?: string;
}

/** `GitRepoVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodGitRepoVolumeSource {
  readonly directory?: string;
  readonly repository?: string;
  readonly revision?: string;
}

/** `GlusterfsVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodGlusterfsVolumeSource {
  readonly endpoints?: string;
  readonly path?: string;
  readonly readOnly?: boolean;
}

/** `HTTPGetAction` of Kubernetes, of which every field may be left out. */
export interface PodHTTPGetAction {
  readonly host?: string;
  readonly httpHeaders?: readonly PodHTTPHeader[];
  readonly path?: string;
  readonly port?: string | number;
  readonly protocol?: string;
  readonly scheme?: string;
}

/** `HTTPHeader` of Kubernetes, of which every field may be left out. */
export interface PodHTTPHeader {
  readonly name?: string;
  readonly value?: string;
}

/** `HostAlias` of Kubernetes, of which every field may be left out. */
export interface PodHostAlias {
  readonly hostnames?: readonly string[];
  readonly ip?: string;
}

/** `HostPathVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodHostPathVolumeSource {
  readonly path?: string;
  readonly type?: string;
}

/** `ISCSIVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodISCSIVolumeSource {
  readonly chapAuthDiscovery?: boolean;
  readonly chapAuthSession?: boolean;
  readonly fsType?: string;
  readonly initiatorName?: string;
  readonly iqn?: string;
  readonly iscsiInterface?: string;
  readonly lun?: number;
  readonly portals?: readonly string[];
  readonly readOnly?: boolean;
  readonly secretRef?: PodLocalObjectReference;
  readonly targetPortal?: string;
}

/** `ImageVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodImageVolumeSource {
  readonly pullPolicy?: string;
  readonly reference?: string;
}

/** `KeyToPath` of Kubernetes, of which every field may be left out. */
export interface PodKeyToPath {
  readonly key?: string;
  readonly mode?: number;
  readonly path?: string;
  readonly user?: number;
}

/** `LabelSelector` of Kubernetes, of which every field may be left out. */
export interface PodLabelSelector {
  readonly matchExpressions?: readonly PodLabelSelectorRequirement[];
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** `LabelSelectorRequirement` of Kubernetes, of which every field may be left out. */
export interface PodLabelSelectorRequirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

/** `Lifecycle` of Kubernetes, of which every field may be left out. */
export interface PodLifecycle {
  readonly postStart?: PodLifecycleHandler;
  readonly preStop?: PodLifecycleHandler;
  readonly stopSignal?: string;
}

/** `LifecycleHandler` of Kubernetes, of which every field may be left out. */
export interface PodLifecycleHandler {
  readonly exec?: PodExecAction;
  readonly httpGet?: PodHTTPGetAction;
  readonly sleep?: PodSleepAction;
  readonly tcpSocket?: PodTCPSocketAction;
}

/** `LocalObjectReference` of Kubernetes, of which every field may be left out. */
export interface PodLocalObjectReference {
  readonly name?: string;
}

/** `ManagedFieldsEntry` of Kubernetes, of which every field may be left out. */
export interface PodManagedFieldsEntry {
  readonly apiVersion?: string;
  readonly fieldsType?: string;
  readonly fieldsV1?: unknown;
  readonly manager?: string;
  readonly operation?: string;
  readonly subresource?: string;
  readonly time?: string;
}

/** `NFSVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodNFSVolumeSource {
  readonly path?: string;
  readonly readOnly?: boolean;
  readonly server?: string;
}

/** `NodeAffinity` of Kubernetes, of which every field may be left out. */
export interface PodNodeAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PodPreferredSchedulingTerm[];
  readonly requiredDuringSchedulingIgnoredDuringExecution?: PodNodeSelector;
}

/** `NodeSelector` of Kubernetes, of which every field may be left out. */
export interface PodNodeSelector {
  readonly nodeSelectorTerms?: readonly PodNodeSelectorTerm[];
}

/** `NodeSelectorRequirement` of Kubernetes, of which every field may be left out. */
export interface PodNodeSelectorRequirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

/** `NodeSelectorTerm` of Kubernetes, of which every field may be left out. */
export interface PodNodeSelectorTerm {
  readonly matchExpressions?: readonly PodNodeSelectorRequirement[];
  readonly matchFields?: readonly PodNodeSelectorRequirement[];
}

/** `ObjectFieldSelector` of Kubernetes, of which every field may be left out. */
export interface PodObjectFieldSelector {
  readonly apiVersion?: string;
  readonly fieldPath?: string;
}

/** `ObjectMeta` of Kubernetes, of which every field may be left out. */
export interface PodObjectMeta {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly creationTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly deletionTimestamp?: string;
  readonly finalizers?: readonly string[];
  readonly generateName?: string;
  readonly generation?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly managedFields?: readonly PodManagedFieldsEntry[];
  readonly name?: string;
  readonly namespace?: string;
  readonly ownerReferences?: readonly PodOwnerReference[];
  readonly resourceVersion?: string;
  readonly selfLink?: string;
  readonly uid?: string;
}

/** `OwnerReference` of Kubernetes, of which every field may be left out. */
export interface PodOwnerReference {
  readonly apiVersion?: string;
  readonly blockOwnerDeletion?: boolean;
  readonly controller?: boolean;
  readonly kind?: string;
  readonly name?: string;
  readonly uid?: string;
}

/** `PersistentVolumeClaimSpec` of Kubernetes, of which every field may be left out. */
export interface PodPersistentVolumeClaimSpec {
  readonly accessModes?: readonly string[];
  readonly dataSource?: PodTypedLocalObjectReference;
  readonly dataSourceRef?: PodTypedObjectReference;
  readonly resources?: PodVolumeResourceRequirements;
  readonly selector?: PodLabelSelector;
  readonly storageClassName?: string;
  readonly volumeAttributesClassName?: string;
  readonly volumeMode?: string;
  readonly volumeName?: string;
}

/** `PersistentVolumeClaimTemplate` of Kubernetes, of which every field may be left out. */
export interface PodPersistentVolumeClaimTemplate {
  readonly metadata?: PodObjectMeta;
  readonly spec?: PodPersistentVolumeClaimSpec;
}

/** `PersistentVolumeClaimVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodPersistentVolumeClaimVolumeSource {
  readonly claimName?: string;
  readonly readOnly?: boolean;
}

/** `PhotonPersistentDiskVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodPhotonPersistentDiskVolumeSource {
  readonly fsType?: string;
  readonly pdID?: string;
}

/** `PodAffinity` of Kubernetes, of which every field may be left out. */
export interface PodPodAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PodWeightedPodAffinityTerm[];
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodPodAffinityTerm[];
}

/** `PodAffinityTerm` of Kubernetes, of which every field may be left out. */
export interface PodPodAffinityTerm {
  readonly labelSelector?: PodLabelSelector;
  readonly matchLabelKeys?: readonly string[];
  readonly mismatchLabelKeys?: readonly string[];
  readonly namespaceSelector?: PodLabelSelector;
  readonly namespaces?: readonly string[];
  readonly topologyKey?: string;
}

/** `PodAntiAffinity` of Kubernetes, of which every field may be left out. */
export interface PodPodAntiAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PodWeightedPodAffinityTerm[];
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodPodAffinityTerm[];
}

/** `PodCertificateProjection` of Kubernetes, of which every field may be left out. */
export interface PodPodCertificateProjection {
  readonly certificateChainPath?: string;
  readonly credentialBundlePath?: string;
  readonly keyPath?: string;
  readonly keyType?: string;
  readonly maxExpirationSeconds?: number;
  readonly signerName?: string;
  readonly user?: number;
  readonly userAnnotations?: Readonly<Record<string, string>>;
}

/** `PodDNSConfig` of Kubernetes, of which every field may be left out. */
export interface PodPodDNSConfig {
  readonly nameservers?: readonly string[];
  readonly options?: readonly PodPodDNSConfigOption[];
  readonly searches?: readonly string[];
}

/** `PodDNSConfigOption` of Kubernetes, of which every field may be left out. */
export interface PodPodDNSConfigOption {
  readonly name?: string;
  readonly value?: string;
}

/** `PodOS` of Kubernetes, of which every field may be left out. */
export interface PodPodOS {
  readonly name?: string;
}

/** `PodReadinessGate` of Kubernetes, of which every field may be left out. */
export interface PodPodReadinessGate {
  readonly conditionType?: string;
}

/** `PodResourceClaim` of Kubernetes, of which every field may be left out. */
export interface PodPodResourceClaim {
  readonly name?: string;
  readonly resourceClaimName?: string;
  readonly resourceClaimTemplateName?: string;
  readonly source?: PodClaimSource;
}

/** `PodSchedulingGate` of Kubernetes, of which every field may be left out. */
export interface PodPodSchedulingGate {
  readonly name?: string;
}

/** `PodSchedulingGroup` of Kubernetes, of which every field may be left out. */
export interface PodPodSchedulingGroup {
  readonly podGroupName?: string;
}

/** `PodSecurityContext` of Kubernetes, of which every field may be left out. */
export interface PodPodSecurityContext {
  readonly appArmorProfile?: PodAppArmorProfile;
  readonly fsGroup?: number;
  readonly fsGroupChangePolicy?: string;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seLinuxChangePolicy?: string;
  readonly seLinuxOptions?: PodSELinuxOptions;
  readonly seccompProfile?: PodSeccompProfile;
  readonly supplementalGroups?: readonly number[];
  readonly supplementalGroupsPolicy?: string;
  readonly sysctls?: readonly PodSysctl[];
  readonly windowsOptions?: PodWindowsSecurityContextOptions;
}

/** `PodSpec` of Kubernetes, of which every field may be left out. */
export interface PartialPodSpec {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: PodAffinity;
  readonly automountServiceAccountToken?: boolean;
  readonly containers?: readonly PodContainer[];
  readonly dnsConfig?: PodPodDNSConfig;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean;
  readonly ephemeralContainers?: readonly PodEphemeralContainer[];
  readonly evictionResponders?: readonly PodEvictionResponder[];
  readonly hostAliases?: readonly PodHostAlias[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostUsers?: boolean;
  readonly hostname?: string;
  readonly hostnameOverride?: string;
  readonly imagePullSecrets?: readonly PodLocalObjectReference[];
  readonly initContainers?: readonly PodContainer[];
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly os?: PodPodOS;
  readonly overhead?: Readonly<Record<string, string | number>>;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly readinessGates?: readonly PodPodReadinessGate[];
  readonly resourceClaims?: readonly PodPodResourceClaim[];
  readonly resources?: PodResourceRequirements;
  readonly restartPolicy?: string;
  readonly runtimeClassName?: string;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly PodPodSchedulingGate[];
  readonly schedulingGroup?: PodPodSchedulingGroup;
  readonly securityContext?: PodPodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly subdomain?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly tolerations?: readonly PodToleration[];
  readonly topologySpreadConstraints?: readonly PodTopologySpreadConstraint[];
  readonly volumes?: readonly PodVolume[];
  readonly workloadRef?: PodWorkloadReference;
}

/** `PortworxVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodPortworxVolumeSource {
  readonly fsType?: string;
  readonly readOnly?: boolean;
  readonly volumeID?: string;
}

/** `PreferredSchedulingTerm` of Kubernetes, of which every field may be left out. */
export interface PodPreferredSchedulingTerm {
  readonly preference?: PodNodeSelectorTerm;
  readonly weight?: number;
}

/** `Probe` of Kubernetes, of which every field may be left out. */
export interface PodProbe {
  readonly exec?: PodExecAction;
  readonly failureThreshold?: number;
  readonly grpc?: PodGRPCAction;
  readonly httpGet?: PodHTTPGetAction;
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly successThreshold?: number;
  readonly tcpSocket?: PodTCPSocketAction;
  readonly terminationGracePeriodSeconds?: number;
  readonly timeoutSeconds?: number;
}

/** `ProjectedVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodProjectedVolumeSource {
  readonly defaultMode?: number;
  readonly defaultUser?: number;
  readonly sources?: readonly PodVolumeProjection[];
}

/** `QuobyteVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodQuobyteVolumeSource {
  readonly group?: string;
  readonly readOnly?: boolean;
  readonly registry?: string;
  readonly tenant?: string;
  readonly user?: string;
  readonly volume?: string;
}

/** `RBDVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodRBDVolumeSource {
  readonly fsType?: string;
  readonly image?: string;
  readonly keyring?: string;
  readonly monitors?: readonly string[];
  readonly pool?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: PodLocalObjectReference;
  readonly user?: string;
}

/** `ResourceClaim` of Kubernetes, of which every field may be left out. */
export interface PodResourceClaim {
  readonly name?: string;
  readonly request?: string;
}

/** `ResourceFieldSelector` of Kubernetes, of which every field may be left out. */
export interface PodResourceFieldSelector {
  readonly containerName?: string;
  readonly divisor?: string | number;
  readonly resource?: string;
}

/** `ResourceRequirements` of Kubernetes, of which every field may be left out. */
export interface PodResourceRequirements {
  readonly claims?: readonly PodResourceClaim[];
  readonly limits?: Readonly<Record<string, string | number>>;
  readonly requests?: Readonly<Record<string, string | number>>;
}

/** `SELinuxOptions` of Kubernetes, of which every field may be left out. */
export interface PodSELinuxOptions {
  readonly level?: string;
  readonly role?: string;
  readonly type?: string;
  readonly user?: string;
}

/** `ScaleIOVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodScaleIOVolumeSource {
  readonly fsType?: string;
  readonly gateway?: string;
  readonly protectionDomain?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: PodLocalObjectReference;
  readonly sslEnabled?: boolean;
  readonly storageMode?: string;
  readonly storagePool?: string;
  readonly system?: string;
  readonly volumeName?: string;
}

/** `SeccompProfile` of Kubernetes, of which every field may be left out. */
export interface PodSeccompProfile {
  readonly localhostProfile?: string;
  readonly type?: string;
}

/** `SecretEnvSource` of Kubernetes, of which every field may be left out. */
export interface PodSecretEnvSource {
  readonly name?: string;
  readonly optional?: boolean;
}

/** `SecretKeySelector` of Kubernetes, of which every field may be left out. */
export interface PodSecretKeySelector {
  readonly key?: string;
  readonly name?: string;
  readonly optional?: boolean;
}

/** `SecretProjection` of Kubernetes, of which every field may be left out. */
export interface PodSecretProjection {
  readonly items?: readonly PodKeyToPath[];
  readonly name?: string;
  readonly optional?: boolean;
}

/** `SecretVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodSecretVolumeSource {
  readonly defaultMode?: number;
  readonly defaultUser?: number;
  readonly items?: readonly PodKeyToPath[];
  readonly optional?: boolean;
  readonly secretName?: string;
}

/** `SecurityContext` of Kubernetes, of which every field may be left out. */
export interface PodSecurityContext {
  readonly allowPrivilegeEscalation?: boolean;
  readonly appArmorProfile?: PodAppArmorProfile;
  readonly capabilities?: PodCapabilities;
  readonly privileged?: boolean;
  readonly procMount?: string;
  readonly readOnlyRootFilesystem?: boolean;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seLinuxOptions?: PodSELinuxOptions;
  readonly seccompProfile?: PodSeccompProfile;
  readonly windowsOptions?: PodWindowsSecurityContextOptions;
}

/** `ServiceAccountTokenProjection` of Kubernetes, of which every field may be left out. */
export interface PodServiceAccountTokenProjection {
  readonly audience?: string;
  readonly expirationSeconds?: number;
  readonly path?: string;
  readonly user?: number;
}

/** `SleepAction` of Kubernetes, of which every field may be left out. */
export interface PodSleepAction {
  readonly seconds?: number;
}

/** `StorageOSVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodStorageOSVolumeSource {
  readonly fsType?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: PodLocalObjectReference;
  readonly volumeName?: string;
  readonly volumeNamespace?: string;
}

/** `Sysctl` of Kubernetes, of which every field may be left out. */
export interface PodSysctl {
  readonly name?: string;
  readonly value?: string;
}

/** `TCPSocketAction` of Kubernetes, of which every field may be left out. */
export interface PodTCPSocketAction {
  readonly host?: string;
  readonly port?: string | number;
}

/** `Toleration` of Kubernetes, of which every field may be left out. */
export interface PodToleration {
  readonly effect?: string;
  readonly key?: string;
  readonly operator?: string;
  readonly tolerationSeconds?: number;
  readonly value?: string;
}

/** `TopologySpreadConstraint` of Kubernetes, of which every field may be left out. */
export interface PodTopologySpreadConstraint {
  readonly labelSelector?: PodLabelSelector;
  readonly matchLabelKeys?: readonly string[];
  readonly maxSkew?: number;
  readonly minDomains?: number;
  readonly nodeAffinityPolicy?: string;
  readonly nodeTaintsPolicy?: string;
  readonly topologyKey?: string;
  readonly whenUnsatisfiable?: string;
}

/** `TypedLocalObjectReference` of Kubernetes, of which every field may be left out. */
export interface PodTypedLocalObjectReference {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name?: string;
}

/** `TypedObjectReference` of Kubernetes, of which every field may be left out. */
export interface PodTypedObjectReference {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** `Volume` of Kubernetes, of which every field may be left out. */
export interface PodVolume {
  readonly awsElasticBlockStore?: PodAWSElasticBlockStoreVolumeSource;
  readonly azureDisk?: PodAzureDiskVolumeSource;
  readonly azureFile?: PodAzureFileVolumeSource;
  readonly cephfs?: PodCephFSVolumeSource;
  readonly cinder?: PodCinderVolumeSource;
  readonly configMap?: PodConfigMapVolumeSource;
  readonly csi?: PodCSIVolumeSource;
  readonly downwardAPI?: PodDownwardAPIVolumeSource;
  readonly emptyDir?: PodEmptyDirVolumeSource;
  readonly ephemeral?: PodEphemeralVolumeSource;
  readonly fc?: PodFCVolumeSource;
  readonly flexVolume?: PodFlexVolumeSource;
  readonly flocker?: PodFlockerVolumeSource;
  readonly gcePersistentDisk?: PodGCEPersistentDiskVolumeSource;
  readonly gitRepo?: PodGitRepoVolumeSource;
  readonly glusterfs?: PodGlusterfsVolumeSource;
  readonly hostPath?: PodHostPathVolumeSource;
  readonly image?: PodImageVolumeSource;
  readonly iscsi?: PodISCSIVolumeSource;
  readonly name?: string;
  readonly nfs?: PodNFSVolumeSource;
  readonly persistentVolumeClaim?: PodPersistentVolumeClaimVolumeSource;
  readonly photonPersistentDisk?: PodPhotonPersistentDiskVolumeSource;
  readonly portworxVolume?: PodPortworxVolumeSource;
  readonly projected?: PodProjectedVolumeSource;
  readonly quobyte?: PodQuobyteVolumeSource;
  readonly rbd?: PodRBDVolumeSource;
  readonly scaleIO?: PodScaleIOVolumeSource;
  readonly secret?: PodSecretVolumeSource;
  readonly storageos?: PodStorageOSVolumeSource;
  readonly vsphereVolume?: PodVsphereVirtualDiskVolumeSource;
}

/** `VolumeDevice` of Kubernetes, of which every field may be left out. */
export interface PodVolumeDevice {
  readonly devicePath?: string;
  readonly name?: string;
}

/** `VolumeMount` of Kubernetes, of which every field may be left out. */
export interface PodVolumeMount {
  readonly bindMountOptions?: readonly string[];
  readonly mountPath?: string;
  readonly mountPropagation?: string;
  readonly name?: string;
  readonly readOnly?: boolean;
  readonly recursiveReadOnly?: string;
  readonly subPath?: string;
  readonly subPathExpr?: string;
}

/** `VolumeProjection` of Kubernetes, of which every field may be left out. */
export interface PodVolumeProjection {
  readonly clusterTrustBundle?: PodClusterTrustBundleProjection;
  readonly configMap?: PodConfigMapProjection;
  readonly downwardAPI?: PodDownwardAPIProjection;
  readonly podCertificate?: PodPodCertificateProjection;
  readonly secret?: PodSecretProjection;
  readonly serviceAccountToken?: PodServiceAccountTokenProjection;
}

/** `VolumeResourceRequirements` of Kubernetes, of which every field may be left out. */
export interface PodVolumeResourceRequirements {
  readonly limits?: Readonly<Record<string, string | number>>;
  readonly requests?: Readonly<Record<string, string | number>>;
}

/** `VsphereVirtualDiskVolumeSource` of Kubernetes, of which every field may be left out. */
export interface PodVsphereVirtualDiskVolumeSource {
  readonly fsType?: string;
  readonly storagePolicyID?: string;
  readonly storagePolicyName?: string;
  readonly volumePath?: string;
}

/** `WeightedPodAffinityTerm` of Kubernetes, of which every field may be left out. */
export interface PodWeightedPodAffinityTerm {
  readonly podAffinityTerm?: PodPodAffinityTerm;
  readonly weight?: number;
}

/** `WindowsSecurityContextOptions` of Kubernetes, of which every field may be left out. */
export interface PodWindowsSecurityContextOptions {
  readonly gmsaCredentialSpec?: string;
  readonly gmsaCredentialSpecName?: string;
  readonly hostProcess?: boolean;
  readonly runAsUserName?: string;
}

/** `WorkloadReference` of Kubernetes, of which every field may be left out. */
export interface PodWorkloadReference {
  readonly name?: string;
  readonly podGroup?: string;
  readonly podGroupReplicaKey?: string;
}
