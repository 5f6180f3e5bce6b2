import type { Random } from '../simulate/random.js';

/** A value that stands nowhere else: whoever's answer holds it has seen the field that it was put into. */
export interface Canary {
  readonly value: string;
  readonly field: string;
  /** Who may see it of those who may see the dossier. */
  readonly seenBy: 'everybody' | 'officers' | 'nobody';
}

const letters = 'ăâđêôơưabcdehiklmnopqrstuvxy';

/** A word that nobody has written before. */
export function newCanary(random: Random): string {
  return `Hoàng${Array.from({ length: 12 }, () => letters[random.whole(0, letters.length - 1)]).join('')}`;
}
