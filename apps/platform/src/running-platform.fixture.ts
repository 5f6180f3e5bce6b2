import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));

export const sampleProvince = `${checkout}deploy/provinces/bac-lieu-ca-mau`;

/** The platform as `npm start` runs it, in a process of its own that may be killed. */
export class RunningPlatform {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** What it said, both streams together. */
    readonly said: readonly string[],
  ) {}

  static async start(dataDir: string, port: number): Promise<RunningPlatform> {
    const platform = RunningPlatform.launch({ dataDir, port });
    await new Promise<void>((resolve, reject) => {
      const timer = setInterval(() => {
        if (!platform.said.some((line) => line.includes('motcua serves'))) return;
        clearInterval(timer);
        resolve();
      }, 20);
      platform.child.once('exit', () => {
        clearInterval(timer);
        reject(new Error(`the platform did not start:\n${platform.said.join('\n')}`));
      });
    });
    return platform;
  }

  /** Runs `main` to whatever end it comes to. */
  static launch({
    dataDir,
    port,
    provinceDir = sampleProvince,
  }: {
    dataDir: string;
    port: number;
    provinceDir?: string;
  }): RunningPlatform {
    const main = new URL('./main.js', import.meta.url).href;
    const code = `const { main } = await import(${JSON.stringify(main)}); await main(${JSON.stringify({ port, dataDir, provinceDir, reset: false })});`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => said.push(line));
    return new RunningPlatform(child, `http://127.0.0.1:${port}`, said);
  }

  /** Sends a signal and waits for the end; gives the exit code, or null when it was killed. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended();
  }

  async ended(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}
