import { Metadata, status, type ServerUnaryCall } from '@grpc/grpc-js';
import { serverSeconds, methodOf } from './call-metrics.js';
import { askAgainAfterMs } from './call-refused.js';

export interface Refusal {
  readonly code: status;
  readonly details: string;
  readonly metadata?: Metadata;
}

/** Of a call with one answer, and of one with many. */
type ServerCall = Pick<ServerUnaryCall<unknown, unknown>, 'cancelled' | 'getDeadline'>;

/** A call from when it came until it is answered. It ends once: whoever comes second is not heard. */
export class RunningCall {
  private readonly startedAt = performance.now();
  private isRunning = true;
  private endedWith = status.UNKNOWN;

  constructor(
    private readonly path: string,
    private readonly call: ServerCall,
    private readonly leave: (call: RunningCall) => void,
    private readonly send: (refusal: Refusal) => void,
  ) {}

  /**
   * @param answer sends it, if the caller still waits for this one
   * @returns how the call ended
   */
  end(answer: () => void): status {
    if (this.finish(status.OK)) answer();
    return this.endedWith;
  }

  refuse(refusal: Refusal): status {
    if (this.finish(refusal.code)) this.send(refusal);
    return this.endedWith;
  }

  private finish(code: status): boolean {
    if (!this.isRunning) return false;
    this.isRunning = false;
    this.leave(this);
    const { service, method } = methodOf(this.path);
    const seconds = (performance.now() - this.startedAt) / 1000;
    this.endedWith = isOver(this.call) ? status.CANCELLED : code;
    serverSeconds.observe({ service, method, code: status[this.endedWith] }, seconds);
    return true;
  }
}

/** No more calls at once than the process can bear, each known, so that a server that stops can tell who waits. */
export class RunningCalls {
  private readonly running = new Set<RunningCall>();

  constructor(private readonly atMost: number) {}

  /** Takes a call in, or refuses it with the word when to ask again. What nobody waits for any more is not begun. */
  begin(path: string, call: ServerCall, send: (refusal: Refusal) => void): RunningCall | undefined {
    const begun = new RunningCall(path, call, (ended) => this.running.delete(ended), send);
    if (isOver(call)) {
      begun.refuse({ code: status.CANCELLED, details: 'nobody waits' });
      return undefined;
    }
    if (this.running.size >= this.atMost) {
      begun.refuse({ code: status.RESOURCE_EXHAUSTED, details: 'too many calls', metadata: askAgain() });
      return undefined;
    }
    this.running.add(begun);
    return begun;
  }

  /** `UNAVAILABLE`, so that a call that may be repeated is, elsewhere. */
  cut(): void {
    for (const call of this.running) call.refuse({ code: status.UNAVAILABLE, details: 'stopping' });
  }
}

/** Left by its caller, or later than its deadline. */
function isOver(call: ServerCall): boolean {
  return call.cancelled || Number(call.getDeadline()) <= Date.now();
}

function askAgain(): Metadata {
  const metadata = new Metadata();
  metadata.set(askAgainAfterMs, '1000');
  return metadata;
}
