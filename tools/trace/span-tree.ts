import type { Span } from './otlp-receiver.js';

export interface PlacedSpan {
  readonly span: Span;
  /** 0 for a span without a parent. */
  readonly depth: number;
}

/** The spans of a trace below their parents, each with what it caused behind it, as they began. Those whose parent is missing come at the end. */
export function spanTree(spans: readonly Span[]): PlacedSpan[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const children = new Map<string, Span[]>();
  for (const span of [...spans].sort((a, b) => a.startMs - b.startMs)) {
    const parent = ids.has(span.parentSpanId) ? span.parentSpanId : '';
    children.set(parent, [...(children.get(parent) ?? []), span]);
  }
  const below = (parent: string, depth: number): PlacedSpan[] =>
    (children.get(parent) ?? []).flatMap((span) => [{ span, depth }, ...below(span.spanId, depth + 1)]);
  return below('', 0);
}

/** Spans that name a parent which is not there. */
export function orphans(spans: readonly Span[]): Span[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  return spans.filter(({ parentSpanId }) => parentSpanId !== '' && !ids.has(parentSpanId));
}
