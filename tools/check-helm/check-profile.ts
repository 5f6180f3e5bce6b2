import { inCheckout } from '../checkout.js';
import { arrowsInCode, servicesInCode } from './arrows.js';
import { lint, render, type Values } from './helm.js';
import { readManifests, type Manifest } from './manifest.js';
import { networkPolicies } from './network-policies.js';
import { podPolicies } from './pod-policies.js';
import type { Policy } from './policy.js';
import { releasePolicies } from './release-policies.js';

export const policies: readonly Policy[] = [...podPolicies, ...networkPolicies, ...releasePolicies];

/** The values of a profile in a data centre. */
export function valuesOf(profile: string): Values {
  return { files: [inCheckout(`helm/motcua/profiles/${profile}.yaml`), inCheckout('tools/check-helm/site.yaml')] };
}

/** Lints and renders the chart with a profile, and judges what comes out. */
export async function checkProfile(profile: string): Promise<{ objects: number; faults: string[] }> {
  const values = valuesOf(profile);
  const linted = await lint(values);
  if (!linted.ok) return { objects: 0, faults: [linted.output + linted.complaint] };
  const rendered = await render(values);
  if (!rendered.ok) return { objects: 0, faults: [rendered.complaint] };
  const { sound, faults } = readManifests(rendered.output);
  return { objects: sound.length, faults: [...faults, ...judge(sound)] };
}

/** Where the manifests break the rules of this chart: the sentence that is broken, and by what. */
export function judge(manifests: readonly Manifest[]): string[] {
  const rendered = { manifests, services: servicesInCode(), arrows: arrowsInCode() };
  return policies.flatMap(({ sentence, faults }) => faults(rendered).map((fault) => `${sentence} ${fault}.`));
}
