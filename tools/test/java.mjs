import { existsSync } from 'node:fs';
import { Fault } from '../start/fault.mjs';
import { canInstall, installPackages, isThere } from './debian.mjs';

/**
 * Sees to it that a broker can be run from its jars; root on Debian gets Java and Maven installed. Needed neither where a broker is given
 * nor where Docker runs. Without them the specs of the broker say themselves that they do not run; CI does not accept that.
 */
export async function ensureJava() {
  if (process.env.MOTCUA_KAFKA_BROKERS || existsSync('/var/run/docker.sock')) return;
  if ((await isThere('java')) && (await isThere('mvn'))) return;
  if (!canInstall()) return;
  const packages = ['openjdk-17-jre-headless', 'maven'];
  const { ok, output } = await installPackages('Installing Java and Maven for the Kafka broker', packages);
  if (!ok && process.env.CI === 'true') throw new Fault(`Java and Maven could not be installed.\n${output}`);
}
