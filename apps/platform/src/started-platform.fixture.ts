import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { fastPasswords, freePort, provinceDir } from './platform.fixture.js';
import type { MainOptions } from './main.js';

const main = fileURLToPath(new URL('./main.js', import.meta.url));
const startWithinMs = 60_000;

/** A platform in a process of its own, as `npm start` runs it. */
export class StartedPlatform {
  output = '';
  private readonly ended: Promise<number | null>;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
  }

  static async spawn(options: Partial<MainOptions> & { readonly dataDir: string }): Promise<StartedPlatform> {
    const port = options.port ?? (await freePort());
    const given: MainOptions = { provinceDir, reset: false, ...options, port };
    const script = `Object.assign(process.env, ${JSON.stringify(fastPasswords)});
      const { main } = await import(${JSON.stringify(main)});
      await main(${JSON.stringify(given)});`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    return new StartedPlatform(child, port);
  }

  /** Spawned, and waited for until it serves. */
  static async start(options: Parameters<typeof StartedPlatform.spawn>[0]): Promise<StartedPlatform> {
    const platform = await StartedPlatform.spawn(options);
    await platform.untilSaid('Ctrl-C; nothing is lost');
    return platform;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async untilSaid(words: string): Promise<void> {
    const end = Date.now() + startWithinMs;
    while (!this.output.includes(words)) {
      if (this.child.exitCode !== null || Date.now() > end) throw new Error(`"${words}" was not said:\n${this.output}`);
      await sleep(20);
    }
  }

  /** Resolves with the exit code; null after a signal that killed it. */
  send(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }

  exitCode(): Promise<number | null> {
    return this.ended;
  }

  /** Ends it if it still runs. */
  async dispose(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.send('SIGINT');
  }
}
