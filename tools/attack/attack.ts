import type { Scene } from './scene.js';
import type { Tally } from './tally.js';

/** One way to get what one may not have. It reads the platform from outside; what it holds against its answers is its own. */
export interface Attack {
  readonly name: string;
  /** Why it cannot be tried on this platform, in words. */
  readonly impossible?: (scene: Scene) => string | undefined;
  readonly run: (scene: Scene, tally: Tally) => Promise<void>;
}
