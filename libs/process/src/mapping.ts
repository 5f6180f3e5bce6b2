import { valueOfText } from './feel-value.js';
import type { Mapping } from './process-definition.js';
import type { Value, Variables } from './process-event.js';

/** What mappings give, one after another: each sees what the ones before it gave. */
export function applyMappings(
  mappings: readonly Mapping[],
  variables: Variables,
  at: Date,
): { given: Variables } | { failure: string } {
  const given: Record<string, Value> = {};
  for (const { source, target } of mappings) {
    const outcome = valueOfText(source, { ...variables, ...given }, at);
    if ('failure' in outcome) return { failure: `the mapping to ${target}: ${outcome.failure}` };
    given[target] = outcome.value;
  }
  return { given };
}
