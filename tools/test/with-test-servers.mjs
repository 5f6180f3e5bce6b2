import { inCheckout } from '../start/checkout.mjs';
import { ensureJava } from './java.mjs';

/**
 * Does something while one PostgreSQL and one Kafka broker run for all specs, each of which takes databases and topics of its own.
 * @param {() => Promise<void>} work
 */
export async function withTestServers(work) {
  await ensureJava();
  // Built by this very run, so not there when the script begins.
  const { startTestKafka, startTestPostgres } = await import('@motcua/testing');
  const servers = [];
  const stop = () => Promise.all(servers.map((server) => server.stop()));
  process.once('SIGINT', () => void stop().finally(() => process.exit(130)));
  try {
    servers.push(await startTestPostgres());
    servers.push(await startTestKafka(inCheckout('node_modules', '.cache', 'motcua')));
    await work();
  } finally {
    await stop();
  }
}
