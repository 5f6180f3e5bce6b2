import kafkajs, { type AclEntry, type AclResourceTypes, type AclOperationTypes, type Admin } from 'kafkajs';
import { z } from 'zod';

// kafkajs is CommonJS, and Node finds few of its names.
const {
  AclOperationTypes: Operation,
  AclPermissionTypes,
  AclResourceTypes: Resource,
  ConfigResourceTypes,
  ResourcePatternTypes,
} = kafkajs;

const TopicDeclaration = z.strictObject({
  /** The one service that writes. */
  owner: z.string(),
  /** The services that read. */
  consumers: z.array(z.string()),
  partitions: z.int().min(1),
  retentionDays: z.int().min(1),
});

/** What a platform needs of a Kafka cluster, as `deploy/kafka/topics.yaml` declares it. */
export const KafkaDeclaration = z.strictObject({
  replicationFactor: z.int().min(1),
  minInSyncReplicas: z.int().min(1),
  /** Services that hear of ended sessions and changed positions, each process for itself. */
  listeners: z.record(z.string(), z.array(z.string())),
  topics: z.record(z.string(), TopicDeclaration),
});
export type KafkaDeclaration = z.infer<typeof KafkaDeclaration>;

interface ApplyOptions {
  /** Stands before the names of topics and groups, where one cluster serves several platforms. */
  readonly prefix?: string;
  /** Replicas of each topic, where a cluster has fewer brokers than declared. */
  readonly replicationFactor?: number;
  /** Also gives each service, as the principal `User:motcua-<service>`, the rights that it needs and no more. */
  readonly acls?: boolean;
}

/**
 * Brings a cluster to what is declared, and says what was done, a line a change. Doing it again changes nothing. The partitions of a topic
 * that is there are never changed: the events of one dossier would lie in two of them, and their order would be gone.
 * @throws Error when a topic has other partitions than declared
 */
export async function applyTopics(
  admin: Admin,
  declaration: KafkaDeclaration,
  { prefix = '', replicationFactor = declaration.replicationFactor, acls = false }: ApplyOptions = {},
): Promise<string[]> {
  const wanted = Object.entries(declaration.topics).map(([name, topic]) => {
    const minInSync = Math.min(declaration.minInSyncReplicas, replicationFactor);
    const config = {
      'retention.ms': String(topic.retentionDays * 86_400_000),
      'min.insync.replicas': String(minInSync),
      'cleanup.policy': 'delete',
    };
    return { name: prefix + name, partitions: topic.partitions, config };
  });
  const existing = new Set(await admin.listTopics());
  const missing = wanted.filter(({ name }) => !existing.has(name));
  if (missing.length > 0) {
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(({ name, partitions, config }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor,
        configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
      })),
    });
  }
  const present = wanted.filter(({ name }) => existing.has(name));
  await refuseOtherPartitions(admin, present);
  const changed = await changeConfig(admin, present);
  if (acls) await admin.createAcls({ acl: rightsOf(declaration, prefix) });
  return [
    ...missing.map(({ name, partitions }) => `created ${name} with ${partitions} partitions`),
    ...changed,
    ...(acls ? ['granted the services their rights'] : []),
  ];
}

interface WantedTopic {
  readonly name: string;
  readonly partitions: number;
  readonly config: Readonly<Record<string, string>>;
}

async function refuseOtherPartitions(admin: Admin, topics: readonly WantedTopic[]): Promise<void> {
  if (topics.length === 0) return;
  const metadata = await admin.fetchTopicMetadata({ topics: topics.map(({ name }) => name) });
  for (const { name, partitions } of topics) {
    const found = metadata.topics.find((topic) => topic.name === name)?.partitions.length;
    if (found !== partitions) throw new Error(`${name} has ${found} partitions, and ${partitions} are declared`);
  }
}

async function changeConfig(admin: Admin, topics: readonly WantedTopic[]): Promise<string[]> {
  if (topics.length === 0) return [];
  const described = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map(({ name, config }) => ({
      type: ConfigResourceTypes.TOPIC,
      name,
      configNames: Object.keys(config),
    })),
  });
  const changes = topics.flatMap(({ name, config }) => {
    const entries = described.resources.find((resource) => resource.resourceName === name)?.configEntries ?? [];
    const differing = Object.entries(config).filter(
      ([key, value]) => entries.find((entry) => entry.configName === key)?.configValue !== value,
    );
    return differing.length > 0 ? [{ name, config, differing }] : [];
  });
  if (changes.length > 0) {
    await admin.alterConfigs({
      validateOnly: false,
      // Kafka replaces all entries of a topic by those given.
      resources: changes.map(({ name, config }) => ({
        type: ConfigResourceTypes.TOPIC,
        name,
        configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
      })),
    });
  }
  return changes.flatMap(({ name, differing }) => differing.map(([key, value]) => `set ${key}=${value} of ${name}`));
}

/** Each service writes to its own topic, reads those that it consumes, and has its own consumer groups. */
function rightsOf(declaration: KafkaDeclaration, prefix: string): AclEntry[] {
  const topics = Object.entries(declaration.topics).flatMap(([name, { owner, consumers }]) => {
    const readers = new Set([...consumers, ...(declaration.listeners[name] ?? [])]);
    return [
      allow(owner, Resource.TOPIC, prefix + name, Operation.WRITE),
      ...[...readers].map((reader) => allow(reader, Resource.TOPIC, prefix + name, Operation.READ)),
    ];
  });
  const services = Object.values(declaration.topics).flatMap(({ owner, consumers }) => [owner, ...consumers]);
  const all = new Set([...services, ...Object.values(declaration.listeners).flat()]);
  const groups = [...all].map((service) => ({
    ...allow(service, Resource.GROUP, `${prefix}motcua.${service}.`, Operation.READ),
    resourcePatternType: ResourcePatternTypes.PREFIXED,
  }));
  const idempotent = [...all].map((service) =>
    allow(service, Resource.CLUSTER, 'kafka-cluster', Operation.IDEMPOTENT_WRITE),
  );
  return [...topics, ...groups, ...idempotent];
}

function allow(
  service: string,
  resourceType: AclResourceTypes,
  resourceName: string,
  operation: AclOperationTypes,
): AclEntry {
  return {
    principal: `User:motcua-${service}`,
    host: '*',
    permissionType: AclPermissionTypes.ALLOW,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    resourceType,
    resourceName,
    operation,
  };
}
