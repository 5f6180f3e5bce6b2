import {
  context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type ReadableSpan,
  type Span as RecordedSpan,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-node';

export { SpanKind, SpanStatusCode } from '@opentelemetry/api';

const exportTimeoutMs = 5_000;
const longestQueue = 4_096;

/** Spans go nowhere until there is a collector; their ids are in logs, problems and events in any case. */
class ToCollector implements SpanProcessor {
  private batches: BatchSpanProcessor | undefined;

  begin(endpoint: string): void {
    const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: exportTimeoutMs });
    this.batches = new BatchSpanProcessor(exporter, {
      maxQueueSize: longestQueue,
      exportTimeoutMillis: exportTimeoutMs,
    });
  }

  onStart(span: RecordedSpan, parent: Context): void {
    this.batches?.onStart(span, parent);
  }

  onEnd(span: ReadableSpan): void {
    this.batches?.onEnd(span);
  }

  async forceFlush(): Promise<void> {
    await this.batches?.forceFlush();
  }

  async shutdown(): Promise<void> {
    await this.batches?.shutdown();
  }
}

let nameProcess: (service: string) => void = () => undefined;
const processName = new Promise<string>((resolve) => (nameProcess = resolve));
const collector = new ToCollector();
new NodeTracerProvider({
  spanProcessors: [collector],
  // Known when spans begin to be sent, which is when it is needed.
  resource: resourceFromAttributes({ 'service.name': processName }),
}).register();
const tracer = trace.getTracer('motcua');

/** Sends the spans of this process to a collector from now on, over OTLP/HTTP. What cannot be sent is dropped: it never holds work up. */
export function exportSpans(endpoint: string, service: string): void {
  nameProcess(`motcua-${service}`);
  collector.begin(endpoint.replace(/\/$/, ''));
}

/** Sends what waits to be sent. */
export async function flushSpans(): Promise<void> {
  await collector.forceFlush().catch(() => undefined);
}

/** Asked by machines, all the time: no work of the platform, so neither traced nor logged. */
export const probePaths: readonly string[] = ['/healthz', '/startupz', '/readyz', '/metrics'];

interface SpanOptions {
  readonly kind: SpanKind;
  /** W3C trace context from outside this process; the span that is active now without it. */
  readonly parent?: string | undefined;
  /** Codes, types and counts: nothing personal, no address with its query. */
  readonly attributes?: Attributes;
}

/**
 * Does something inside a span, which what it calls belongs to. The span ends with the work, and fails with it.
 * @param work gets the span's own W3C trace context, for whatever carries it out of this process
 */
export async function inSpan<T>(
  name: string,
  options: SpanOptions,
  work: (traceParent: string, span: Span) => Promise<T>,
): Promise<T> {
  const { span, scope } = begin(name, options);
  try {
    return await context.with(scope, () => work(traceParentOf(scope), span));
  } catch (error) {
    fail(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** A span that its caller ends, for work that is not a promise. */
export function beginSpan(
  name: string,
  options: SpanOptions,
): { span: Span; traceParent: string; run: (work: () => void) => void } {
  const { span, scope } = begin(name, options);
  return { span, traceParent: traceParentOf(scope), run: (work) => context.with(scope, work) };
}

/** Does something that belongs to a trace and is too small for a span of its own, such as a log line. */
export function inTrace(traceParent: string | undefined, work: () => void): void {
  context.with(traceParent ? continued(traceParent) : context.active(), work);
}

/** The name of what went wrong, not its words, which may quote what was asked. */
export function fail(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
}

/** The W3C trace context of what this process is doing now; undefined outside every span. */
export function currentTraceParent(): string | undefined {
  return trace.getActiveSpan() && traceParentOf(context.active());
}

/** The trace that a log line belongs to. */
export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}

function begin(name: string, { kind, parent, attributes = {} }: SpanOptions): { span: Span; scope: Context } {
  const above = parent ? continued(parent) : context.active();
  const span = tracer.startSpan(name, { kind, attributes }, above);
  return { span, scope: trace.setSpan(above, span) };
}

function continued(traceparent: string): Context {
  return propagation.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter);
}

function traceParentOf(scope: Context): string {
  const carrier: { traceparent?: string } = {};
  propagation.inject(scope, carrier, defaultTextMapSetter);
  return carrier.traceparent ?? '';
}
