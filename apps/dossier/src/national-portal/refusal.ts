import { Problem, ProvinceNotReady, type FieldFault, type Text } from '@motcua/service-kit/errors';

/** Why something of the portal is not taken, as it is kept for officers. */
export interface Refusal {
  readonly type: string;
  readonly title: Text;
  readonly detail: Text;
  readonly faults: readonly FieldFault[];
}

/** What speaks of what was sent: another attempt would end the same. */
export function isRefusal(error: unknown): error is Problem {
  return error instanceof Problem && error.status < 500 && !(error instanceof ProvinceNotReady);
}

export function refusalOf({ type, title, detail, faults }: Problem): Refusal {
  return { type, title, detail, faults };
}
