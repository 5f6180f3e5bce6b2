import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { inCheckout } from '../checkout.js';

export interface ReplicaOptions {
  readonly service: string;
  readonly httpPort: number;
  readonly grpcPort: number;
  readonly logFile: string;
  readonly environment: Readonly<Record<string, string>>;
}

const restartAfterMs = 500;
const asksEveryMs = 100;
const readyWithinMs = 60_000;
const stopWithinMs = 30_000;

/** A tool that ends without stopping its processes takes them along. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** One process of a service. It is started again when it ends by itself, as an orchestrator does it. */
export class ServiceReplica {
  private child: ChildProcess | undefined;
  private wanted = false;
  private nodeArguments: readonly string[] = [];
  restarts = 0;

  constructor(readonly options: ReplicaOptions) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    this.wanted = true;
    const child = this.spawn(['serve']);
    this.child = child;
    child.once('exit', () => {
      if (!this.wanted || this.child !== child) return;
      this.restarts += 1;
      setTimeout(() => {
        if (this.wanted) this.start();
      }, restartAfterMs);
    });
  }

  /** Does something else with the service's program, and waits for its end. */
  async run(...args: string[]): Promise<void> {
    const child = this.spawn(args);
    await once(child, 'exit');
    if (child.exitCode !== 0)
      throw new Error(`${this.options.service} ${args.join(' ')} failed; see ${this.options.logFile}`);
  }

  async untilReady(): Promise<void> {
    const end = Date.now() + readyWithinMs;
    while (!(await this.isReady())) {
      if (Date.now() > end) throw new Error(`${this.options.service} does not get ready; see ${this.options.logFile}`);
      await pause(asksEveryMs);
    }
  }

  async isReady(): Promise<boolean> {
    try {
      const url = `http://127.0.0.1:${this.options.httpPort}/readyz`;
      return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
    } catch {
      return false;
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Starts it again, under further arguments of Node alone until the next time, and waits until it is ready. */
  async restart(nodeArguments: readonly string[] = []): Promise<void> {
    await this.stop();
    this.nodeArguments = nodeArguments;
    this.start();
    await this.untilReady();
  }

  /** Lets it drain and end. */
  async stop(): Promise<void> {
    this.wanted = false;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const cut = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await exited;
    clearTimeout(cut);
  }

  private spawn(args: readonly string[]): ChildProcess {
    const { service, environment, httpPort, grpcPort, logFile } = this.options;
    const output = openSync(logFile, 'a', 0o600);
    try {
      const program = inCheckout(`apps/${service}/dist/main.js`);
      const child = spawn(process.execPath, [...this.nodeArguments, program, ...args], {
        stdio: ['ignore', output, output],
        // Its own process group: Ctrl-C reaches this tool alone, which drains the services before it stops what they need.
        detached: true,
        env: {
          PATH: process.env.PATH,
          ...environment,
          MOTCUA_HTTP_PORT: String(httpPort),
          MOTCUA_GRPC_PORT: String(grpcPort),
        },
      });
      running.add(child);
      child.once('exit', () => running.delete(child));
      return child;
    } finally {
      closeSync(output);
    }
  }
}
