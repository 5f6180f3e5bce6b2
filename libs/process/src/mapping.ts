import { valueOfText } from './feel-value.js';
import type { Mapping } from './process-definition.js';
import type { Value, Variables } from './process-event.js';
import { tellOf, type Reason } from './reason.js';

/** What mappings give, one after another: each sees what the ones before it gave. */
export function applyMappings(
  mappings: readonly Mapping[],
  variables: Variables,
  at: Date,
): { given: Variables } | { failure: Reason } {
  const given: Record<string, Value> = {};
  for (const { source, target } of mappings) {
    const outcome = valueOfText(source, { ...variables, ...given }, at);
    if ('failure' in outcome) {
      const subject = { vi: `ánh xạ tới ${target}`, en: `the mapping to ${target}` };
      return { failure: tellOf(subject, outcome.failure) };
    }
    given[target] = outcome.value;
  }
  return { given };
}
