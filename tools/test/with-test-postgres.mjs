/**
 * Does something while one PostgreSQL runs for all specs, each of which takes databases of its own from it.
 * @param {() => Promise<void>} work
 */
export async function withTestPostgres(work) {
  // Built by this very run, so not there when the script begins.
  const { startTestPostgres } = await import('@motcua/testing');
  const postgres = await startTestPostgres();
  process.once('SIGINT', () => void postgres.stop().finally(() => process.exit(130)));
  try {
    await work();
  } finally {
    await postgres.stop();
  }
}
