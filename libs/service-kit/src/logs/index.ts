import { pino, type Logger } from 'pino';
import type { LoggerService } from '@nestjs/common';
import { currentTraceId } from '../telemetry/index.js';

export type { Logger };

/** Structured logs: one JSON line an event, `{ event, …ids }`. Nothing personal: values of `Personal` print as `***`. */
export function createLogger(options: {
  service: string;
  level?: string;
  destination?: 'stdout' | 'stderr' | { file: string };
}): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service },
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: describeError },
      mixin: () => {
        const traceId = currentTraceId();
        return traceId === undefined ? {} : { traceId };
      },
    },
    pino.destination({ dest: destinationOf(options.destination ?? 'stdout'), sync: true, mkdir: true }),
  );
}

/** An error in one line that may be kept and shown to operators: its name, its code and, where it quotes no value, its message. */
export function tellError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}: ${messageOf(error)}`;
}

/** What a log may say of an error. PostgreSQL's `detail` shows whole rows, so only what is named here goes in. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { name: typeof error };
  const told = ['code', 'constraint', 'table', 'column'].flatMap((key) => {
    const value: unknown = Reflect.get(error, key);
    return value === undefined ? [] : [[key, value]];
  });
  return {
    name: error.name,
    message: messageOf(error),
    stack: error.stack?.match(/^ {4}at .*$/gm)?.join('\n'),
    ...Object.fromEntries(told),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

/** What PostgreSQL's data exceptions (class 22) and `JSON.parse` say quotes the very value that was refused. */
function messageOf(error: Error): string {
  const quotesInput = error instanceof SyntaxError || ('code' in error && /^22\w{3}$/.test(String(error.code)));
  return quotesInput ? '***' : error.message;
}

/** A personal value on its way through the code. Logs, JSON and templates show `***`; only `reveal` gives it out. */
export class Personal<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }
}

/** Nest's own messages, in the same JSON lines. Its start-up chatter is debug to an operator. */
export function nestLogger(logger: Logger): LoggerService {
  const line = (message: unknown, context: unknown[]) => ({
    event: 'nest',
    context: context.at(-1),
    text: String(message),
  });
  return {
    log: (message: unknown, ...context: unknown[]) => logger.debug(line(message, context)),
    debug: (message: unknown, ...context: unknown[]) => logger.debug(line(message, context)),
    verbose: (message: unknown, ...context: unknown[]) => logger.trace(line(message, context)),
    warn: (message: unknown, ...context: unknown[]) => logger.warn(line(message, context)),
    error: (message: unknown, ...context: unknown[]) => logger.error(line(message, context)),
    fatal: (message: unknown, ...context: unknown[]) => logger.fatal(line(message, context)),
  };
}

function destinationOf(destination: 'stdout' | 'stderr' | { file: string }): number | string {
  if (typeof destination === 'object') return destination.file;
  return destination === 'stderr' ? 2 : 1;
}
