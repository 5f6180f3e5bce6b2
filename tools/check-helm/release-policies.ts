import { nameOf, ofKind, podsOf, selects, type Manifest, type PodTemplate } from './manifest.js';
import type { Policy, Rendered } from './policy.js';

/** How the objects of a release hang together. */
export const releasePolicies: readonly Policy[] = [
  { sentence: 'Every service of the code is rolled out, and migrated before.', faults: leftOut },
  { sentence: 'No secret value stands in the manifests.', faults: secretsInline },
  { sentence: 'What an object names, the chart makes or a Secret of the operator is.', faults: danglingNames },
  { sentence: 'Every selector finds the pods that it is for.', faults: selectorsAmiss },
  { sentence: 'A job that runs before the roll-out needs nothing that the roll-out makes.', faults: jobsTooEarly },
  { sentence: 'A change of settings rolls the pods that read them.', faults: settingsUnnoticed },
];

function leftOut({ manifests, services }: Rendered): string[] {
  const running = podsOf(manifests).map(({ owner, spec }) => `${owner.kind} ${spec.containers[0]?.args?.join(' ')}`);
  return services.flatMap((service) =>
    [`Deployment apps/${service}/dist/main.js serve`, `Job apps/${service}/dist/main.js migrate`]
      .filter((wanted) => !running.includes(wanted))
      .map((wanted) => `there is no ${wanted}`),
  );
}

const secretName = /(PASSWORD|SECRET|TOKEN|CREDENTIALS?)$/;
const secretInAddress = /:\/\/[^/\s:@]*:[^/\s@]+@/;

function secretsInline({ manifests }: Rendered): string[] {
  const settings = [
    ...ofKind(manifests, 'ConfigMap').flatMap((map) =>
      Object.entries(map.data ?? {}).map(([name, value]) => ({ where: nameOf(map), name, value })),
    ),
    ...podsOf(manifests).flatMap(({ owner, spec }) =>
      spec.containers.flatMap(({ env }) =>
        (env ?? []).map(({ name, value }) => ({ where: nameOf(owner), name, value: value ?? '' })),
      ),
    ),
  ];
  return [
    ...ofKind(manifests, 'Secret').map((secret) => `${nameOf(secret)} comes with the chart`),
    ...settings
      .filter(({ name, value }) => (secretName.test(name) && value !== '') || secretInAddress.test(value))
      .map(({ where, name }) => `${where} shows ${name}`),
  ];
}

function namesOf(manifests: readonly Manifest[], kind: Manifest['kind']): string[] {
  return ofKind(manifests, kind).flatMap(({ metadata }) => metadata?.name ?? []);
}

/** What a pod names of its namespace, by kind; Secrets are the operator's. */
function namedBy({ spec }: PodTemplate): { kind: Manifest['kind']; name: string }[] {
  return [
    ...(spec.serviceAccountName ? [{ kind: 'ServiceAccount' as const, name: spec.serviceAccountName }] : []),
    ...(spec.volumes ?? []).flatMap(({ configMap, persistentVolumeClaim }) => [
      ...(configMap?.name ? [{ kind: 'ConfigMap' as const, name: configMap.name }] : []),
      ...(persistentVolumeClaim
        ? [{ kind: 'PersistentVolumeClaim' as const, name: persistentVolumeClaim.claimName }]
        : []),
    ]),
    ...spec.containers.flatMap(({ envFrom }) =>
      (envFrom ?? []).flatMap(({ configMapRef }) =>
        configMapRef?.name ? [{ kind: 'ConfigMap' as const, name: configMapRef.name }] : [],
      ),
    ),
  ];
}

function danglingNames({ manifests }: Rendered): string[] {
  const named = [
    ...podsOf(manifests).flatMap((pod) => namedBy(pod).map((one) => ({ ...one, by: nameOf(pod.owner) }))),
    ...ofKind(manifests, 'HorizontalPodAutoscaler').flatMap((autoscaler) => {
      const { name = '' } = autoscaler.spec?.scaleTargetRef ?? {};
      return [{ kind: 'Deployment' as const, name, by: nameOf(autoscaler) }];
    }),
    ...ofKind(manifests, 'Ingress').flatMap((ingress) =>
      (ingress.spec?.rules ?? [])
        .flatMap(({ http }) => http?.paths ?? [])
        .map(({ backend }) => ({ kind: 'Service' as const, name: backend.service?.name ?? '', by: nameOf(ingress) })),
    ),
  ];
  const missing = named.filter(({ kind, name }) => !namesOf(manifests, kind).includes(name));
  const mountedNowhere = podsOf(manifests).flatMap(({ owner, spec }) =>
    spec.containers
      .flatMap(({ volumeMounts }) => volumeMounts ?? [])
      .filter(({ name }) => !spec.volumes?.some((volume) => volume.name === name))
      .map(({ name }) => `${nameOf(owner)} mounts ${name}, which is no volume of it`),
  );
  return [...missing.map(({ by, kind, name }) => `${by} names ${kind} ${name}, which nobody makes`), ...mountedNowhere];
}

function selectorsAmiss({ manifests }: Rendered): string[] {
  const pods = podsOf(manifests);
  const selectors = [
    ...ofKind(manifests, 'Service').flatMap((one) => (one.spec?.selector ? [{ one, labels: one.spec.selector }] : [])),
    ...ofKind(manifests, 'PodDisruptionBudget').map((one) => ({ one, labels: one.spec?.selector?.matchLabels ?? {} })),
    ...ofKind(manifests, 'Deployment').map((one) => ({ one, labels: one.spec?.selector.matchLabels ?? {} })),
  ];
  return selectors.flatMap(({ one, labels }) => {
    const owners = pods.filter((pod) => selects(labels, pod.labels)).map(({ owner }) => owner);
    const found = owners.map(nameOf).join(', ');
    if (owners.length !== 1 || owners[0]?.kind !== 'Deployment')
      return [`${nameOf(one)} selects ${found || 'nothing'}`];
    return one.kind === 'Deployment' && owners[0] !== one ? [`${nameOf(one)} selects ${found}`] : [];
  });
}

function jobsTooEarly({ manifests }: Rendered): string[] {
  return podsOf(manifests)
    .filter(({ owner }) => owner.metadata?.annotations?.['helm.sh/hook']?.includes('pre-install'))
    .flatMap((pod) => namedBy(pod).map(({ kind, name }) => `${nameOf(pod.owner)} needs ${kind} ${name}`));
}

function settingsUnnoticed({ manifests }: Rendered): string[] {
  return ofKind(manifests, 'Deployment')
    .filter(({ spec }) => !spec?.template.metadata?.annotations?.['checksum/settings'])
    .map((deployment) => `${nameOf(deployment)} bears no checksum of its settings`);
}
