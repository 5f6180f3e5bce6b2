import { existsSync } from 'node:fs';
import { Fault } from '../start/fault.mjs';
import { step } from '../start/progress.mjs';
import { runProgram } from '../start/run-program.mjs';

/**
 * Sees to it that a broker can be run from its jars; root on Debian gets Java and Maven installed. Needed neither where a broker is given
 * nor where Docker runs. Without them the specs of the broker say themselves that they do not run; CI does not accept that.
 */
export async function ensureJava() {
  if (process.env.MOTCUA_KAFKA_BROKERS || existsSync('/var/run/docker.sock')) return;
  if ((await isThere('java')) && (await isThere('mvn'))) return;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  await step('Installing Java and Maven for the Kafka broker', async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await runProgram('apt-get', ['update'], { env });
    const packages = ['openjdk-17-jre-headless', 'maven'];
    const install = ['install', '-y', '--no-install-recommends', ...packages];
    const { ok, output } = await runProgram('apt-get', install, { env });
    if (!ok && process.env.CI === 'true') throw new Fault(`Java and Maven could not be installed.\n${output}`);
  });
}

/** @param {string} program */
function isThere(program) {
  return runProgram(program, ['-version']).then(
    ({ ok }) => ok,
    () => false,
  );
}
