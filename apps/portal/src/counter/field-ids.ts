/** The fields of the counter's form that the summary of faults links to; answers go by their pointers. */
export const fieldIds = {
  agency: 'deciding-agency',
  fullName: 'submitter-full-name',
  identityNumber: 'submitter-identity-number',
  component: (code: string) => `component-${code}`,
};
