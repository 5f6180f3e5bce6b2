/** The steps of filing, in their order; the one in view is in the URL. */
export const applySteps = ['agency', 'form', 'files', 'review'] as const;
export type ApplyStep = (typeof applySteps)[number];
