import { isDeniedByDefault, isOpenToOthers, reaches } from './network.js';
import { nameOf, ofKind, podsOf, selects, type Manifest, type PodTemplate } from './manifest.js';
import type { Policy, Rendered } from './policy.js';

const hidden = ['/metrics', '/healthz', '/readyz', '/startupz'];

/** Who may reach whom. */
export const networkPolicies: readonly Policy[] = [
  {
    sentence: 'Every pod is refused whatever no policy names, in both directions.',
    faults: ({ manifests }) =>
      podsOf(manifests)
        .filter((pod) => !isDeniedByDefault(ofKind(manifests, 'NetworkPolicy'), pod))
        .map(({ owner }) => `${nameOf(owner)} is under no such policy`),
  },
  { sentence: 'Every Service leads to pods that a policy of their own protects.', faults: unprotected },
  { sentence: 'Every call between services that the code makes is let through, from both ends.', faults: callsRefused },
  { sentence: 'No call between services is let through that the code does not make.', faults: callsToSpare },
  {
    sentence: 'Nobody outside of the release is let in to the gRPC doors.',
    faults: ({ manifests }) =>
      services(manifests)
        .filter((pod) => isOpenToOthers(ofKind(manifests, 'NetworkPolicy'), pod, 'grpc'))
        .map(({ owner }) => `${nameOf(owner)} lets others in`),
  },
  { sentence: 'The ingress reaches every service that it leads to, and by its own path.', faults: pathsBroken },
  { sentence: 'The ingress shows nobody metrics and health.', faults: shownOutside },
];

function services(manifests: readonly Manifest[]): PodTemplate[] {
  return podsOf(manifests).filter(({ owner }) => owner.kind === 'Deployment');
}

function unprotected({ manifests }: Rendered): string[] {
  const policies = ofKind(manifests, 'NetworkPolicy');
  return ofKind(manifests, 'Service').flatMap((service) => {
    const { selector } = service.spec ?? {};
    if (!selector) return [];
    const isProtected = policies.some(({ spec }) => {
      const labels = spec?.podSelector?.matchLabels ?? {};
      return Object.keys(labels).length > 0 && selects(labels, selector);
    });
    return isProtected ? [] : [`${nameOf(service)} has none`];
  });
}

function podOf(manifests: readonly Manifest[], service: string): PodTemplate | undefined {
  return services(manifests).find(({ labels }) => labels['app.kubernetes.io/name'] === service);
}

function calls(
  { manifests, services: names }: Rendered,
  isWanted: (from: string, to: string, isOpen: boolean) => boolean,
) {
  const policies = ofKind(manifests, 'NetworkPolicy');
  return names.flatMap((from) =>
    names
      .filter((to) => {
        const [caller, called] = [podOf(manifests, from), podOf(manifests, to)];
        return isWanted(
          from,
          to,
          caller !== undefined && called !== undefined && reaches(policies, caller, called, 'grpc'),
        );
      })
      .map((to) => `${from} -> ${to}`),
  );
}

function callsRefused(rendered: Rendered): string[] {
  const isMade = madeBy(rendered);
  return calls(rendered, (from, to, isOpen) => isMade(from, to) && !isOpen);
}

function callsToSpare(rendered: Rendered): string[] {
  const isMade = madeBy(rendered);
  return calls(rendered, (from, to, isOpen) => isOpen && !isMade(from, to));
}

function madeBy({ arrows }: Rendered) {
  return (from: string, to: string) => arrows.some((arrow) => arrow.from === from && arrow.to === to);
}

/** The backends of the ingress by path, with the pod that each leads to. */
function routes(manifests: readonly Manifest[]) {
  const doors = ofKind(manifests, 'Service');
  return ofKind(manifests, 'Ingress')
    .flatMap(({ spec }) => spec?.rules ?? [])
    .flatMap(({ http }) => http?.paths ?? [])
    .map(({ path = '/', pathType, backend }) => {
      const selector = doors.find(({ metadata }) => metadata?.name === backend.service?.name)?.spec?.selector;
      const pod = selector && services(manifests).find(({ labels }) => selects(selector, labels));
      return { path, pathType, pod };
    });
}

function pathsBroken({ manifests, services: names }: Rendered): string[] {
  if (ofKind(manifests, 'Ingress').length === 0) return [];
  const policies = ofKind(manifests, 'NetworkPolicy');
  const all = routes(manifests);
  const led = names.filter((name) => {
    const route = all.find(({ path, pathType }) => path === `/api/${name}` && pathType === 'Prefix');
    return route?.pod?.labels['app.kubernetes.io/name'] !== name;
  });
  const shut = all.flatMap(({ path, pod }) => (pod && !isOpenToOthers(policies, pod, 'http') ? [path] : []));
  return [
    ...led.map((name) => `/api/${name} does not lead to ${name}`),
    ...shut.map((path) => `${path} leads to pods that the ingress controller cannot reach`),
    ...(all.some(({ path, pod }) => path === '/' && pod) ? [] : ['/ leads nowhere']),
  ];
}

function shownOutside({ manifests }: Rendered): string[] {
  if (ofKind(manifests, 'Ingress').length === 0) return [];
  const all = routes(manifests);
  return hidden.filter((path) => {
    const route = all.find((one) => one.path === path && one.pathType === 'Prefix');
    return route === undefined || route.pod !== undefined;
  });
}
