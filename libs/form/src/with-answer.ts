import { childPointer, isRecord, pointerSteps } from './json-pointer.js';

/** The answers with one set at a JSON pointer; `undefined` takes it out. The given answers stay as they are. */
export function withAnswer(
  answers: Readonly<Record<string, unknown>>,
  pointer: string,
  value: unknown,
): Record<string, unknown> {
  const [step = '', ...rest] = pointerSteps(pointer);
  if (rest.length === 0) {
    const changed = { ...answers, [step]: value };
    if (value === undefined) delete changed[step];
    return changed;
  }
  const inner = answers[step];
  const group = isRecord(inner) ? inner : {};
  return { ...answers, [step]: withAnswer(group, rest.reduce(childPointer, ''), value) };
}
