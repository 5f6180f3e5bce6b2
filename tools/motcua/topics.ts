import { readFile } from 'node:fs/promises';
import { applyTopics, createKafka, KafkaDeclaration, type KafkaSettings } from '@motcua/service-kit/events';
import { createLogger } from '@motcua/service-kit/logs';
import { parse } from 'yaml';
import { Failure } from '../command-line.js';

interface TopicsOptions {
  readonly acls?: boolean;
  readonly replicationFactor?: number;
}

/**
 * Brings a Kafka cluster to what the file declares; gives what was done, a line a change.
 * @throws Failure
 */
export async function bringTopics(
  file: string,
  cluster: KafkaSettings,
  { acls = false, replicationFactor }: TopicsOptions = {},
): Promise<string[]> {
  const declaration = KafkaDeclaration.safeParse(parse(await readFile(file, 'utf8')));
  if (!declaration.success) throw new Failure(`${file} declares no topics: ${declaration.error.message}`);
  const admin = createKafka(cluster, 'motcua-topics', createLogger({ service: 'topics', level: 'error' })).admin();
  try {
    await admin.connect();
    return await applyTopics(admin, declaration.data, {
      acls,
      ...(cluster.prefix && { prefix: cluster.prefix }),
      ...(replicationFactor !== undefined && { replicationFactor }),
    });
  } catch (error) {
    throw new Failure(`The topics could not be applied: ${error instanceof Error ? error.message : 'unknown reason'}`, {
      cause: error,
    });
  } finally {
    await admin.disconnect();
  }
}
