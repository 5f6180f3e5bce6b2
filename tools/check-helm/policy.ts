import type { Arrow } from './arrows.js';
import type { Manifest } from './manifest.js';

/** What the manifests are judged by. */
export interface Rendered {
  readonly manifests: readonly Manifest[];
  readonly services: readonly string[];
  readonly arrows: readonly Arrow[];
}

/** A rule of this chart that neither Helm nor Kubernetes knows. */
export interface Policy {
  readonly sentence: string;
  /** Where the rule is broken; a line each. */
  readonly faults: (rendered: Rendered) => string[];
}
