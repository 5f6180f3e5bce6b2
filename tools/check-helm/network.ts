import type {
  INetworkPolicy,
  INetworkPolicyEgressRule,
  INetworkPolicyIngressRule,
  INetworkPolicyPeer,
  INetworkPolicyPort,
} from 'kubernetes-models/networking.k8s.io/v1';
import { selects, type PodTemplate } from './manifest.js';

type Direction = 'Ingress' | 'Egress';

/** Whether the policies of the namespace let one pod reach a port of another, as seen from both. */
export function reaches(
  policies: readonly INetworkPolicy[],
  from: PodTemplate,
  to: PodTemplate,
  port: string,
): boolean {
  return (
    letsThrough(policies, 'Egress', from, { peer: to, target: to, port }) &&
    letsThrough(policies, 'Ingress', to, { peer: from, target: to, port })
  );
}

/** Whether anybody at all outside of the release is let in at a port. */
export function isOpenToOthers(policies: readonly INetworkPolicy[], pod: PodTemplate, port: string): boolean {
  return rulesFor(policies, 'Ingress', pod).some(
    (rule) => coversPort(rule.ports, pod, port) && (peersOf(rule) ?? [{}]).some(isOutside),
  );
}

/** Whether a pod is under policies that let nothing through, in both directions, but what other policies name. */
export function isDeniedByDefault(policies: readonly INetworkPolicy[], pod: PodTemplate): boolean {
  return policies.some(
    ({ spec }) =>
      isSelected(spec, pod) &&
      spec?.policyTypes?.includes('Ingress') === true &&
      spec.policyTypes.includes('Egress') &&
      (spec.ingress ?? []).length === 0 &&
      (spec.egress ?? []).length === 0,
  );
}

interface Flow {
  readonly peer: PodTemplate;
  readonly target: PodTemplate;
  readonly port: string;
}

function letsThrough(
  policies: readonly INetworkPolicy[],
  direction: Direction,
  pod: PodTemplate,
  { peer, target, port }: Flow,
): boolean {
  const isRestricted = policies.some(
    ({ spec }) => isSelected(spec, pod) && (spec?.policyTypes ?? ['Ingress']).includes(direction),
  );
  if (!isRestricted) return true;
  return rulesFor(policies, direction, pod).some(
    (rule) => coversPort(rule.ports, target, port) && (peersOf(rule)?.some((one) => isPeer(one, peer)) ?? true),
  );
}

function rulesFor(
  policies: readonly INetworkPolicy[],
  direction: Direction,
  pod: PodTemplate,
): (INetworkPolicyIngressRule | INetworkPolicyEgressRule)[] {
  return policies
    .filter(({ spec }) => isSelected(spec, pod))
    .flatMap(({ spec }) => (direction === 'Ingress' ? spec?.ingress : spec?.egress) ?? []);
}

function isSelected(spec: INetworkPolicy['spec'], pod: PodTemplate): boolean {
  return spec !== undefined && selects(spec.podSelector?.matchLabels, pod.labels);
}

function peersOf(rule: INetworkPolicyIngressRule | INetworkPolicyEgressRule): INetworkPolicyPeer[] | undefined {
  const peers = 'from' in rule ? rule.from : 'to' in rule ? rule.to : undefined;
  return peers?.length ? peers : undefined;
}

/** A port of a rule is a number or the name that the target gives it; a rule without ports is for all. */
function coversPort(ports: INetworkPolicyPort[] | undefined, target: PodTemplate, name: string): boolean {
  if (!ports?.length) return true;
  const numbers = target.spec.containers.flatMap(({ ports: all }) => all ?? []).filter((port) => port.name === name);
  return ports.some(({ port }) => port === name || numbers.some(({ containerPort }) => containerPort === port));
}

function isPeer({ podSelector, namespaceSelector, ipBlock }: INetworkPolicyPeer, pod: PodTemplate): boolean {
  if (ipBlock || namespaceSelector || !podSelector) return false;
  return selects(podSelector.matchLabels, pod.labels);
}

function isOutside({ podSelector, namespaceSelector, ipBlock }: INetworkPolicyPeer): boolean {
  return namespaceSelector !== undefined || ipBlock !== undefined || podSelector === undefined;
}
