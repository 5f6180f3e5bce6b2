import type { DossierView } from '../api/types.js';

/** The ways to look at the dossiers of one's scope, in the order of the page. */
export const dossierViews = ['received', 'open', 'onTime', 'overdue', 'done'] as const satisfies readonly DossierView[];
