/**
 * Why something is not as it should be, as a person reads it: an analyst at a drawing, an administrator at a halt. Both
 * texts are written where the reason arises, and name elements, attributes and variables as the drawing has them.
 */
export interface Reason {
  /** In the words that Vietnamese analysts have for BPMN: cổng, luồng, sự kiện, tác vụ, tiến trình con. */
  readonly vi: string;
  readonly en: string;
}

/** A reason behind that of which it is told: `the condition "a >": it cannot be read`. */
export function tellOf(subject: Reason, reason: Reason): Reason {
  return { vi: `${subject.vi}: ${reason.vi}`, en: `${subject.en}: ${reason.en}` };
}
