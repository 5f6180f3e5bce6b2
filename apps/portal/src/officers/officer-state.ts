import type { Officer } from '../api/types.js';
import type { BadgeTone } from '../ui/badge.js';

export const stateTone = { active: 'onTime', invited: 'soon', disabled: 'paused' } as const satisfies Record<
  Officer['state'],
  BadgeTone
>;
