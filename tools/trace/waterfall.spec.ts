import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Span } from './otlp-receiver.js';
import { orphans, spanTree } from './span-tree.js';
import { waterfall } from './waterfall.js';

const span = (
  spanId: string,
  parentSpanId: string,
  startMs: number,
  endMs: number,
  over: Partial<Span> = {},
): Span => ({
  traceId: 't',
  spanId,
  parentSpanId,
  service: 'motcua-dossier',
  name: `work ${spanId}`,
  kind: 'internal',
  startMs,
  endMs,
  ...over,
});

const trace = [
  span('c', 'b', 1_003, 1_009),
  span('a', '', 1_000, 1_010),
  span('d', 'a', 1_005, 1_006),
  span('b', 'a', 1_001, 1_009),
];

describe('a trace', () => {
  it('is read from its beginning, each span with what it caused behind it', () => {
    assert.deepEqual(
      spanTree(trace).map((placed) => `${placed.depth} ${placed.span.spanId}`),
      ['0 a', '1 b', '2 c', '1 d'],
    );
  });

  it('shows a span whose parent is missing, and tells which one it is', () => {
    const torn = [...trace, span('z', 'nowhere', 1_002, 1_003)];
    assert.equal(spanTree(torn).length, 5);
    assert.deepEqual(
      orphans(torn).map(({ spanId }) => spanId),
      ['z'],
    );
    assert.deepEqual(orphans(trace), []);
  });

  it('is drawn as long as it took, with names that are text and nothing else', () => {
    const svg = waterfall([
      { title: 'Births & <others>', spans: [span('a', '', 0, 10, { name: '<b>', kind: 'server' })] },
    ]);
    assert.match(svg, /<title>Births &amp; &lt;others><\/title>/);
    assert.match(svg, />&lt;b><tspan class="quiet" dx="8">answers</);
    assert.match(svg, /<rect class="bar dossier" x="560\.0" y="70" width="530\.0"/);
  });
});
