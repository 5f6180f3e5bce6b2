import { Deployment, type IDeployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler, type IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { CronJob, Job, type ICronJob, type IJob } from 'kubernetes-models/batch/v1';
import {
  ConfigMap,
  PersistentVolumeClaim,
  Secret,
  Service,
  ServiceAccount,
  type IConfigMap,
  type IPersistentVolumeClaim,
  type IPodSpec,
  type ISecret,
  type IService,
  type IServiceAccount,
} from 'kubernetes-models/v1';
import { Ingress, NetworkPolicy, type IIngress, type INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget, type IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { parseAllDocuments } from 'yaml';
import { faultsAgainst } from './closed-schema.js';

/** An object that the chart may make. */
export type Manifest =
  | IConfigMap
  | ICronJob
  | IDeployment
  | IHorizontalPodAutoscaler
  | IIngress
  | IJob
  | INetworkPolicy
  | IPersistentVolumeClaim
  | IPodDisruptionBudget
  | ISecret
  | IService
  | IServiceAccount;

const models = [
  ConfigMap,
  CronJob,
  Deployment,
  HorizontalPodAutoscaler,
  Ingress,
  Job,
  NetworkPolicy,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  Secret,
  Service,
  ServiceAccount,
];

export interface Manifests {
  readonly sound: readonly Manifest[];
  /** What Kubernetes would refuse, or pass over in silence. */
  readonly faults: readonly string[];
}

/** Reads what Helm rendered, each object held against its schema of Kubernetes 1.33. */
export function readManifests(text: string): Manifests {
  const faults: string[] = [];
  const objects: unknown[] = [];
  // Kubernetes reads YAML 1.1, where 0440 is octal.
  for (const document of parseAllDocuments(text, { version: '1.1' })) {
    faults.push(...document.errors.map(({ message }) => message));
    const object: unknown = document.toJS();
    if (object !== null && object !== undefined) objects.push(object);
  }
  const checked = checkManifests(objects);
  return { sound: checked.sound, faults: [...faults, ...checked.faults] };
}

export function checkManifests(objects: readonly unknown[]): Manifests {
  const faults: string[] = [];
  const sound: Manifest[] = [];
  for (const object of objects) {
    const found = faultsOf(object);
    faults.push(...found);
    if (found.length === 0 && isManifest(object)) sound.push(object);
  }
  return { sound, faults };
}

function faultsOf(object: unknown): string[] {
  const model = models.find((candidate) => candidate.is(object));
  if (model === undefined)
    return [`${JSON.stringify(object).slice(0, 80)} is of no kind that the chart is known to make.`];
  return faultsAgainst((watched) => model.prototype.validate.call(watched), object);
}

function isManifest(object: unknown): object is Manifest {
  return models.some((model) => model.is(object));
}

/** `Deployment motcua-identity`, for people. */
export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata?.name ?? '(without a name)'}`;
}

/** All objects of one kind. */
export function ofKind<Kind extends Manifest['kind']>(
  manifests: readonly Manifest[],
  kind: Kind,
): Extract<Manifest, { kind: Kind }>[] {
  return manifests.filter((manifest): manifest is Extract<Manifest, { kind: Kind }> => manifest.kind === kind);
}

/** A pod as its deployment, job or scheduled job makes it. */
export interface PodTemplate {
  /** The object that makes it. */
  readonly owner: IDeployment | IJob | ICronJob;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: IPodSpec;
}

export function podsOf(manifests: readonly Manifest[]): PodTemplate[] {
  const templates = [
    ...ofKind(manifests, 'Deployment').map((owner) => ({ owner, template: owner.spec?.template })),
    ...ofKind(manifests, 'Job').map((owner) => ({ owner, template: owner.spec?.template })),
    ...ofKind(manifests, 'CronJob').map((owner) => ({ owner, template: owner.spec?.jobTemplate.spec?.template })),
  ];
  return templates.flatMap(({ owner, template }) =>
    template?.spec ? [{ owner, labels: template.metadata?.labels ?? {}, spec: template.spec }] : [],
  );
}

/** Whether a label selector without expressions picks these labels. The chart writes no expressions. */
export function selects(
  selector: Readonly<Record<string, string>> | undefined,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value);
}
