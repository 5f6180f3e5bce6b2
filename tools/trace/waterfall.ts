import type { Span } from './otlp-receiver.js';
import { spanTree, type PlacedSpan } from './span-tree.js';

export interface DrawnTrace {
  readonly title: string;
  readonly spans: readonly Span[];
}

const width = 1_180;
const margin = 24;
const rowHeight = 23;
const headHeight = 66;
const nameAt = 150;
const barsAt = 560;
const barsWidth = 530;
const indent = 14;
const mostTicks = 7;

/** What comes through which door, said with the kind of the span. */
const doors = {
  unspecified: '',
  internal: '',
  server: 'answers',
  client: 'asks',
  producer: 'to Kafka',
  consumer: 'from Kafka',
} as const;

/** Draws traces below one another, each span a bar on its trace's time axis. Readable on light and on dark ground. */
export function waterfall(traces: readonly DrawnTrace[]): string {
  let top = margin;
  const parts: string[] = [];
  for (const trace of traces) {
    const rows = spanTree(trace.spans);
    parts.push(`<g transform="translate(0 ${top})">${drawTrace(trace.title, rows)}</g>`);
    top += headHeight + rows.length * rowHeight + margin;
  }
  const services = [...new Set(traces.flatMap(({ spans }) => spans.map(({ service }) => service)))];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}" role="img">
<title>${escape(traces.map(({ title }) => title).join('; '))}</title>
<desc>${escape(`Spans of ${services.join(', ')} on a time axis.`)}</desc>
<style>${style}</style>
<rect class="ground" width="${width}" height="${top}" rx="8"/>
${parts.join('\n')}
</svg>
`;
}

function drawTrace(title: string, rows: readonly PlacedSpan[]): string {
  const from = Math.min(...rows.map(({ span }) => span.startMs));
  const lasts = Math.max(...rows.map(({ span }) => span.endMs)) - from;
  const bottom = headHeight + rows.length * rowHeight;
  const x = (ms: number) => barsAt + (ms / lasts) * barsWidth;
  const axis = ticksOf(lasts).map(
    (ms) => `<line class="axis" x1="${round(x(ms))}" x2="${round(x(ms))}" y1="${headHeight - 8}" y2="${bottom}"/>
<text class="quiet" text-anchor="middle" x="${round(x(ms))}" y="${headHeight - 14}">${ms} ms</text>`,
  );
  const bars = rows.map(({ span, depth }, index) => {
    const y = headHeight + index * rowHeight;
    const [start, end] = [x(span.startMs - from), x(span.endMs - from)];
    const service = span.service.replace(/^motcua-/, '');
    const barWidth = Math.max(end - start, 2);
    const isFarRight = end > barsAt + barsWidth * 0.92;
    return `<rect class="chip ${service}" x="${margin}" y="${y + 5}" width="10" height="10" rx="2"/>
<text x="${margin + 18}" y="${y + 15}">${escape(service)}</text>
<text x="${nameAt + depth * indent}" y="${y + 15}">${escape(span.name)}<tspan class="quiet" dx="8">${doors[span.kind]}</tspan></text>
<rect class="bar ${service}" x="${round(start)}" y="${y + 4}" width="${round(barWidth)}" height="13" rx="2"/>
<text class="quiet" text-anchor="${isFarRight ? 'end' : 'start'}" x="${round(isFarRight ? start - 5 : start + barWidth + 5)}" y="${y + 15}">${duration(span.endMs - span.startMs)}</text>`;
  });
  return `<text class="title" x="${margin}" y="18">${escape(title)}</text>\n${axis.join('\n')}\n${bars.join('\n')}`;
}

/** Even steps of 1, 2 or 5 times a power of ten. */
function ticksOf(lastsMs: number): number[] {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(lastsMs)) - 1);
  const step = [1, 2, 5, 10, 20].map((times) => times * power).find((size) => lastsMs / size < mostTicks) ?? lastsMs;
  return Array.from({ length: Math.floor(lastsMs / step) + 1 }, (_, index) => index * step);
}

function duration(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${ms.toFixed(0)} ms`;
}

function round(value: number): string {
  return value.toFixed(1);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** One hue a service, dark enough on white and light enough on black. */
const style = `
text { font: 12px system-ui, 'Segoe UI', 'Noto Sans', sans-serif; fill: #1f2937 }
.title { font-size: 15px; font-weight: 600 }
.quiet { fill: #5b6675; font-size: 11px }
.ground { fill: #ffffff }
.axis { stroke: #d8dde4 }
.identity { fill: #7c3aed } .dossier { fill: #b91c1c } .document { fill: #0369a1 }
.notification { fill: #b45309 } .reporting { fill: #15803d }
@media (prefers-color-scheme: dark) {
  text { fill: #e5e7eb } .quiet { fill: #a3adba } .ground { fill: #14181f } .axis { stroke: #343c48 }
  .identity { fill: #a78bfa } .dossier { fill: #f87171 } .document { fill: #38bdf8 }
  .notification { fill: #fbbf24 } .reporting { fill: #4ade80 }
}`;
