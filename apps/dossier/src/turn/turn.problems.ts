import { problem } from '@motcua/service-kit/errors';
import type { Obstacle } from './allowed-turns.js';

/** The dossier is not where this can be done; the obstacle says why. */
export class TurnNotPossible extends problem<Obstacle>('turn-not-possible', 409, {
  vi: { title: 'Chưa thể thực hiện', detail: ({ text }) => text.vi },
  en: { title: 'Not possible now', detail: ({ text }) => text.en },
}) {}

/** The caller may see the dossier, but this turn belongs to others. */
export class TurnNotYours extends problem('turn-not-yours', 403, {
  vi: { title: 'Bạn không có quyền thực hiện', detail: 'Việc này thuộc trách nhiệm của người khác.' },
  en: { title: 'Not yours to do', detail: 'This is for others to do.' },
}) {}
