import type { Load } from '../load.js';
import type { Scene } from '../scene.js';

export interface Fault {
  readonly name: string;
  /**
   * Does the harm while the load goes on; resolves when the harm is over. What it returns is what went wrong beyond what every fault is
   * judged by, a sentence each.
   */
  readonly strike: (scene: Scene, load: Load) => Promise<readonly string[] | void>;
  /** Milliseconds over which the dossiers are handed in; as long as the harm lasts without it. */
  readonly spreadMs?: number;
  /** Every dossier at the counter of one agency, all at the same moment. */
  readonly allAtOnce?: number;
  /** Why it cannot be done in this scene; undefined when it can. */
  readonly impossible?: (scene: Scene) => string | undefined;
}
