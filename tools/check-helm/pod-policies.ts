import type { IContainer } from 'kubernetes-models/v1';
import { nameOf, ofKind, podsOf, type Manifest, type PodTemplate } from './manifest.js';
import type { Policy } from './policy.js';

/** How pods must be. */
export const podPolicies: readonly Policy[] = [
  { sentence: 'Every pod keeps to the restricted Pod Security Standard.', faults: eachPod(restrictionsBroken) },
  { sentence: 'No pod bears a token of the cluster.', faults: eachPod(tokenMounted) },
  { sentence: 'Every container writes to volumes alone.', faults: eachContainer(writableRoot) },
  {
    sentence: 'Every container is promised and held to processor time and memory.',
    faults: eachContainer(({ resources }) =>
      [resources?.requests, resources?.limits].some((amounts) => !amounts?.['cpu'] || !amounts['memory'])
        ? ['has no requests or no limits']
        : [],
    ),
  },
  {
    sentence: 'Starting, living and being ready are asked apart: /startupz, /healthz, /readyz.',
    faults: ({ manifests }) => ofDeployments(manifests, probesMixed),
  },
  {
    sentence: 'A pod that goes still answers until every proxy has heard, and is then given time to finish.',
    faults: ({ manifests }) => ofDeployments(manifests, cutShort),
  },
  {
    sentence: 'No image is named latest, or without a version.',
    faults: eachContainer(({ image = '' }) =>
      /@sha256:[0-9a-f]{64}$/.test(image) || (/:[^/:]+$/.test(image) && !image.endsWith(':latest'))
        ? []
        : [`has the image ${image}`],
    ),
  },
  { sentence: 'A service is rolled out without a pod less.', faults: ({ manifests }) => rolledOutWithGaps(manifests) },
];

function eachPod(judge: (pod: PodTemplate) => string[]): Policy['faults'] {
  return ({ manifests }) =>
    podsOf(manifests).flatMap((pod) => judge(pod).map((fault) => `${nameOf(pod.owner)} ${fault}`));
}

function eachContainer(judge: (container: IContainer, pod: PodTemplate) => string[]): Policy['faults'] {
  return eachPod((pod) =>
    containersOf(pod).flatMap((container) =>
      judge(container, pod).map((fault) => `(container ${container.name}) ${fault}`),
    ),
  );
}

function containersOf({ spec }: PodTemplate): IContainer[] {
  return [...(spec.initContainers ?? []), ...spec.containers];
}

const volumesAllowed = ['configMap', 'emptyDir', 'name', 'persistentVolumeClaim', 'projected', 'secret'];

function restrictionsBroken(pod: PodTemplate): string[] {
  const { spec } = pod;
  const broken = {
    'shares a namespace of the node': spec.hostNetwork || spec.hostPID || spec.hostIPC,
    'may run as root': spec.securityContext?.runAsNonRoot !== true || spec.securityContext.runAsUser === 0,
    'runs without the seccomp profile RuntimeDefault': spec.securityContext?.seccompProfile?.type !== 'RuntimeDefault',
    'mounts a kind of volume that is not allowed': (spec.volumes ?? []).some((volume) =>
      Object.keys(volume).some((key) => !volumesAllowed.includes(key)),
    ),
    'has a container that may gain privileges': containersOf(pod).some(
      ({ securityContext: own }) =>
        own?.allowPrivilegeEscalation !== false ||
        own.privileged === true ||
        own.runAsNonRoot === false ||
        own.runAsUser === 0 ||
        own.procMount !== undefined ||
        (own.seccompProfile !== undefined && own.seccompProfile.type !== 'RuntimeDefault'),
    ),
    'has a container that keeps capabilities': containersOf(pod).some(
      ({ securityContext: own }) =>
        own?.capabilities?.drop?.includes('ALL') !== true || (own.capabilities.add ?? []).length > 0,
    ),
    'opens a port of the node': containersOf(pod).some(({ ports }) => ports?.some(({ hostPort }) => hostPort)),
  };
  return Object.entries(broken).flatMap(([fault, isBroken]) => (isBroken ? [fault] : []));
}

function tokenMounted({ spec }: PodTemplate): string[] {
  return spec.automountServiceAccountToken === false ? [] : ['mounts the token of its service account'];
}

function writableRoot({ securityContext, volumeMounts = [] }: IContainer, { spec }: PodTemplate): string[] {
  const temporary = volumeMounts.find(({ mountPath }) => mountPath === '/tmp');
  const volume = spec.volumes?.find(({ name }) => name === temporary?.name);
  return [
    ...(securityContext?.readOnlyRootFilesystem === true ? [] : ['may write to its root']),
    ...(volume?.emptyDir?.sizeLimit ? [] : ['has no /tmp of a limited size']),
  ];
}

function ofDeployments(manifests: readonly Manifest[], judge: (container: IContainer, pod: PodTemplate) => string[]) {
  return podsOf(manifests)
    .filter(({ owner }) => owner.kind === 'Deployment')
    .flatMap((pod) =>
      pod.spec.containers.flatMap((container) => judge(container, pod).map((fault) => `${nameOf(pod.owner)} ${fault}`)),
    );
}

function probesMixed({ startupProbe, livenessProbe, readinessProbe }: IContainer): string[] {
  const asked = Object.entries({
    '/startupz': startupProbe,
    '/healthz': livenessProbe,
    '/readyz': readinessProbe,
  });
  return asked.flatMap(([path, probe]) =>
    probe?.httpGet?.path === path ? [] : [`does not ask ${path} where it should`],
  );
}

function cutShort({ lifecycle }: IContainer, { spec }: PodTemplate): string[] {
  const waits = lifecycle?.preStop?.sleep?.seconds ?? 0;
  const grace = spec.terminationGracePeriodSeconds ?? 0;
  return waits > 0 && grace >= waits + 10 ? [] : [`waits ${waits} s and is killed after ${grace} s`];
}

function rolledOutWithGaps(manifests: readonly Manifest[]): string[] {
  const claims = ofKind(manifests, 'PersistentVolumeClaim');
  return ofKind(manifests, 'Deployment').flatMap((deployment) => {
    const { strategy, template } = deployment.spec ?? {};
    if (strategy?.type === 'RollingUpdate' && strategy.rollingUpdate?.maxUnavailable === 0) return [];
    const names = template?.spec?.volumes?.map(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName) ?? [];
    const isBoundToNode = claims.some(
      ({ metadata, spec }) => names.includes(metadata?.name) && spec?.accessModes?.includes('ReadWriteOnce'),
    );
    return isBoundToNode && strategy?.type === 'Recreate' ? [] : [`${nameOf(deployment)} may be rolled out with gaps`];
  });
}
