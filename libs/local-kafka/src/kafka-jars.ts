import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KafkaUnavailable } from './kafka-unavailable.js';

const run = promisify(execFile);

/** The release of Apache Kafka that runs from jars. */
const version = '4.3.1';
const fetchTimeoutMs = 300_000;

const project = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.motcua</groupId>
  <artifactId>local-kafka</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${version}</version></dependency>
  </dependencies>
</project>
`;

export function javaIsThere(): Promise<boolean> {
  return answers('java', ['-version']);
}

export function mavenIsThere(): Promise<boolean> {
  return answers('mvn', ['-version']);
}

function answers(program: string, args: readonly string[]): Promise<boolean> {
  return run(program, args, { timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}

/**
 * The directory with Kafka's jars; they are fetched once, about 45 MB.
 * @throws KafkaUnavailable when they are not there and cannot be fetched
 */
export async function fetchKafkaJars(
  jarsDir: string,
  { maven, log }: { readonly maven: boolean; readonly log: (line: string) => void },
): Promise<string> {
  const directory = join(jarsDir, `kafka-${version}`);
  if (existsSync(directory)) return directory;
  if (!maven) throw new KafkaUnavailable('Fetching the Kafka broker needs Maven (mvn), which is not installed.');
  log(`Fetching Apache Kafka ${version} through Maven`);
  await mkdir(jarsDir, { recursive: true });
  const work = await mkdtemp(join(jarsDir, 'fetching-'));
  try {
    await writeFile(join(work, 'pom.xml'), project);
    await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=jars', '-DincludeScope=runtime'], {
      cwd: work,
      timeout: fetchTimeoutMs,
    });
    // Whole or not at all, also when two processes fetch at the same time.
    await rename(join(work, 'jars'), directory).catch((error: unknown) => {
      if (!existsSync(directory)) throw error;
    });
  } catch (error) {
    throw new KafkaUnavailable(`Maven could not fetch Apache Kafka ${version}.`, { cause: error });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return directory;
}
