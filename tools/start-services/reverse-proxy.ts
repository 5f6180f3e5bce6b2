import { once } from 'node:events';
import { Agent, createServer, get, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface Upstream {
  readonly port: number;
}

const askEveryMs = 200;
const askTimeoutMs = 1_000;
/** As nginx: long enough that a caller who thinks for a while does not send on a connection that closes just then. */
const keepAliveTimeout = 75_000;

/** A replica behind the proxy; it gets requests while it says that it is ready. */
interface Replica extends Upstream {
  ready: boolean;
}

/**
 * Stands in for the ingress of a cluster: sends `/api/<service>/…` to the ready replicas of that service in turn, and everything else to
 * those of one service, which serves the portal. A request that reached nobody is tried with the next replica.
 */
export class ReverseProxy {
  private readonly replicas: ReadonlyMap<string, readonly Replica[]>;
  private readonly turns = new Map<string, number>();
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });
  private readonly server: Server;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    upstreams: ReadonlyMap<string, readonly Upstream[]>,
    private readonly otherwise: string,
  ) {
    this.replicas = new Map(
      [...upstreams].map(([service, list]) => [service, list.map(({ port }) => ({ port, ready: false }))]),
    );
    this.server = createServer({ keepAliveTimeout }, (incoming, response) => this.pass(incoming, response));
  }

  async listen(port: number): Promise<void> {
    this.timer = setInterval(() => void this.askAll(), askEveryMs);
    await this.askAll();
    this.server.listen(port);
    await once(this.server, 'listening');
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.agent.destroy();
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  /** Resolves when requests go to a replica. */
  async untilReady(port: number): Promise<void> {
    const replica = [...this.replicas.values()].flat().find((one) => one.port === port);
    while (replica && !replica.ready) await pause(askEveryMs / 2);
  }

  private async askAll(): Promise<void> {
    const all = [...this.replicas.values()].flat();
    await Promise.all(
      all.map(async (replica) => {
        replica.ready = (await askReady(replica)) ?? replica.ready;
      }),
    );
  }

  private pass(incoming: IncomingMessage, response: ServerResponse): void {
    const [, named] = /^\/api\/([a-z]+)\//.exec(incoming.url ?? '') ?? [];
    const service = named && this.replicas.has(named) ? named : this.otherwise;
    this.tryNext(incoming, response, service, this.inTurn(service));
  }

  /** The ready replicas of a service, another one first each time. */
  private inTurn(service: string): Replica[] {
    const ready = (this.replicas.get(service) ?? []).filter((replica) => replica.ready);
    const turn = (this.turns.get(service) ?? 0) + 1;
    this.turns.set(service, turn);
    const first = turn % Math.max(ready.length, 1);
    return [...ready.slice(first), ...ready.slice(0, first)];
  }

  private tryNext(incoming: IncomingMessage, response: ServerResponse, service: string, replicas: Replica[]): void {
    const [replica, ...others] = replicas;
    if (!replica) return unavailable(response, 503, service);
    const outgoing = request({
      agent: this.agent,
      host: '127.0.0.1',
      port: replica.port,
      method: incoming.method,
      path: incoming.url,
      headers: {
        ...incoming.headers,
        'x-forwarded-for': incoming.socket.remoteAddress,
        'x-forwarded-proto': 'http',
      },
    });
    let sent = false;
    // Nothing of the request is read before there is a connection, so that another replica can still have it whole.
    outgoing.once('socket', (socket) => {
      const send = () => {
        sent = true;
        incoming.pipe(outgoing);
      };
      if (socket.connecting) socket.once('connect', send);
      else send();
    });
    outgoing.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.once('error', () => response.destroy());
    });
    outgoing.once('error', () => {
      // Whoever asked may have left; that says nothing of the replica.
      if (response.destroyed) return;
      if (!sent) {
        replica.ready = false;
        return this.tryNext(incoming, response, service, others);
      }
      incoming.unpipe(outgoing);
      if (response.headersSent) response.destroy();
      else unavailable(response, 502, service);
    });
    response.once('close', () => outgoing.destroy());
  }
}

/** Undefined when it does not say in time: on a busy machine that is not to say that it is not ready. */
function askReady({ port }: Upstream): Promise<boolean | undefined> {
  return new Promise((resolve) => {
    const asking = get({ host: '127.0.0.1', port, path: '/readyz', timeout: askTimeoutMs }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asking.once('timeout', () => {
      resolve(undefined);
      asking.destroy();
    });
    asking.once('error', () => resolve(false));
  });
}

function unavailable(response: ServerResponse, status: 502 | 503, service: string): void {
  const body = { type: 'urn:motcua:problem:temporarily-unavailable', status, title: `${service} does not answer` };
  response.writeHead(status, { 'content-type': 'application/problem+json', 'retry-after': '1' });
  response.end(JSON.stringify(body));
}
