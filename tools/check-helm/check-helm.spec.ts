import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { inCheckout } from '../checkout.js';
import { checkProfile, judge, policies, valuesOf } from './check-profile.js';
import { lint, render } from './helm.js';
import { checkManifests } from './manifest.js';

type Loose = ReturnType<typeof JSON.parse>;

let rendered: Loose[] = [];

before(async () => {
  const { ok, output, complaint } = await render(valuesOf('production'));
  assert.ok(ok, complaint);
  rendered = objects(output);
});

function objects(text: string): Loose[] {
  return parseAllDocuments(text, { version: '1.1' })
    .map((document) => document.toJS())
    .filter(Boolean);
}

/** The chart's own objects after somebody has had a hand in them. */
function changed(change: (find: (kind: string, name: string) => Loose, all: Loose[]) => void): Loose[] {
  const all = structuredClone(rendered);
  change((kind, name) => {
    const found = all.find((object) => object.kind === kind && object.metadata.name === name);
    assert.ok(found, `there is no ${kind} ${name}`);
    return found;
  }, all);
  return all;
}

const pod = (owner: Loose): Loose => owner.spec.template.spec;
const container = (owner: Loose): Loose => pod(owner).containers[0];

describe('the chart as it is', () => {
  for (const profile of ['minimal', 'pilot', 'production']) {
    it(`passes with the profile ${profile}`, async () => {
      const { objects: count, faults } = await checkProfile(profile);
      assert.deepEqual(faults, []);
      assert.ok(count > 30);
    });
  }
});

describe('an object that Kubernetes would not take as it is meant', () => {
  const faultsAfter = (change: Parameters<typeof changed>[0]) => checkManifests(changed(change)).faults;

  it('is refused for a value of another type', () => {
    const faults = faultsAfter((find) => (find('Service', 'motcua-dossier').spec.ports[0].port = 'http'));
    assert.match(faults.join(), /Service motcua-dossier: .*port must be/);
  });

  it('is refused for a field that Kubernetes does not know and would pass over', () => {
    const faults = faultsAfter((find) => {
      container(find('Deployment', 'motcua-dossier')).livenesProbe = { httpGet: { path: '/healthz', port: 'http' } };
      find('Service', 'motcua-dossier').metadata.lables = { a: 'b' };
      find('PodDisruptionBudget', 'motcua-dossier').spec.maxUnavailble = 1;
    });
    assert.deepEqual([...faults].sort(), [
      'Deployment motcua-dossier: /spec/template/spec/containers/0/livenesProbe is no field that Kubernetes knows.',
      'PodDisruptionBudget motcua-dossier: /spec/maxUnavailble is no field that Kubernetes knows.',
      'Service motcua-dossier: /metadata/lables is no field that Kubernetes knows.',
    ]);
  });

  it('is refused for a kind that the chart is not known to make', () => {
    assert.match(checkManifests([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }]).faults.join(), /no kind/);
  });
});

const broken: Record<string, Parameters<typeof changed>[0][]> = {
  'Every pod keeps to the restricted Pod Security Standard.': [
    (find) => (container(find('Deployment', 'motcua-dossier')).securityContext.capabilities.drop = ['NET_RAW']),
    (find) => (container(find('Job', 'motcua-dossier-migrate')).securityContext.allowPrivilegeEscalation = true),
    (find) => delete pod(find('Deployment', 'motcua-identity')).securityContext.seccompProfile,
    (find) => (pod(find('Deployment', 'motcua-identity')).securityContext.runAsNonRoot = false),
    (find) => (pod(find('Deployment', 'motcua-identity')).hostNetwork = true),
    (find) => pod(find('Deployment', 'motcua-document')).volumes.push({ name: 'node', hostPath: { path: '/' } }),
    (find) => (container(find('Deployment', 'motcua-document')).ports[0].hostPort = 80),
  ],
  'No pod bears a token of the cluster.': [
    (find) => delete pod(find('Job', 'motcua-topics')).automountServiceAccountToken,
  ],
  'Every container writes to volumes alone.': [
    (find) => (container(find('Deployment', 'motcua-reporting')).securityContext.readOnlyRootFilesystem = false),
    (find) => (pod(find('Deployment', 'motcua-reporting')).volumes[0].emptyDir = {}),
  ],
  'Every container is promised and held to processor time and memory.': [
    (find) => delete container(find('Deployment', 'motcua-reporting')).resources.limits.memory,
    (find) => delete container(find('Job', 'motcua-topics')).resources,
  ],
  'Starting, living and being ready are asked apart: /startupz, /healthz, /readyz.': [
    (find) => (container(find('Deployment', 'motcua-dossier')).livenessProbe.httpGet.path = '/readyz'),
    (find) => delete container(find('Deployment', 'motcua-dossier')).startupProbe,
  ],
  'A pod that goes still answers until every proxy has heard, and is then given time to finish.': [
    (find) => delete container(find('Deployment', 'motcua-dossier')).lifecycle,
    (find) => (pod(find('Deployment', 'motcua-dossier')).terminationGracePeriodSeconds = 6),
  ],
  'No image is named latest, or without a version.': [
    (find) => (container(find('Deployment', 'motcua-dossier')).image = 'motcua:latest'),
    (find) => (container(find('Job', 'motcua-topics')).image = 'registry.example.vn:5000/motcua'),
  ],
  'A service is rolled out without a pod less.': [
    (find) => (find('Deployment', 'motcua-dossier').spec.strategy.rollingUpdate.maxUnavailable = 1),
    (find) => (find('Deployment', 'motcua-dossier').spec.strategy = { type: 'Recreate' }),
  ],
  'Every pod is refused whatever no policy names, in both directions.': [
    (find) => (find('NetworkPolicy', 'motcua-default-deny').spec.policyTypes = ['Ingress']),
    (find) => (find('NetworkPolicy', 'motcua-default-deny').spec.egress = [{}]),
    (find) => delete find('Job', 'motcua-topics').spec.template.metadata.labels['app.kubernetes.io/part-of'],
  ],
  'Every Service leads to pods that a policy of their own protects.': [
    (find) => (find('NetworkPolicy', 'motcua-dossier').spec.podSelector.matchLabels['app.kubernetes.io/name'] = 'x'),
  ],
  'Every call between services that the code makes is let through, from both ends.': [
    (find) => (find('NetworkPolicy', 'motcua-document').spec.egress = []),
    (find) => find('NetworkPolicy', 'motcua-dossier').spec.ingress.pop(),
    (find) => (find('NetworkPolicy', 'motcua-dossier').spec.ingress[1].ports = [{ port: 8080 }]),
  ],
  'No call between services is let through that the code does not make.': [
    (_, all) =>
      all.push({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'all' },
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
      }),
  ],
  'Nobody outside of the release is let in to the gRPC doors.': [
    (find) => delete find('NetworkPolicy', 'motcua-dossier').spec.ingress[0].ports,
    (find) => delete find('NetworkPolicy', 'motcua-dossier').spec.ingress[1].from,
  ],
  'The ingress reaches every service that it leads to, and by its own path.': [
    (find) => (find('Ingress', 'motcua').spec.rules[0].http.paths[4].path = '/api/documents'),
    (find) => find('Ingress', 'motcua').spec.rules[0].http.paths.pop(),
    (find) => find('NetworkPolicy', 'motcua-dossier').spec.ingress.shift(),
  ],
  'The ingress shows nobody metrics and health.': [
    (find) => find('Ingress', 'motcua').spec.rules[0].http.paths.shift(),
    (find) => (find('Ingress', 'motcua').spec.rules[0].http.paths[0].backend.service.name = 'motcua-identity'),
  ],
  'Every service of the code is rolled out, and migrated before.': [
    (find, all) => all.splice(all.indexOf(find('Job', 'motcua-reporting-migrate')), 1),
    (find) => (container(find('Deployment', 'motcua-reporting')).args[0] = 'apps/report/dist/main.js'),
  ],
  'No secret value stands in the manifests.': [
    (find) => (find('ConfigMap', 'motcua-dossier').data.MOTCUA_DATABASE_PASSWORD = 'x'),
    (find) => (find('ConfigMap', 'motcua-notification').data.MOTCUA_SMTP_URL = 'smtp://post:secret@mail:587'),
    (find) => container(find('Job', 'motcua-topics')).env.push({ name: 'MOTCUA_KAFKA_PASSWORD', value: 'x' }),
    (_, all) => all.push({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys' }, stringData: { a: 'b' } }),
  ],
  'What an object names, the chart makes or a Secret of the operator is.': [
    (find) => (container(find('Deployment', 'motcua-dossier')).envFrom[0].configMapRef.name = 'motcua-dosier'),
    (find) => (find('HorizontalPodAutoscaler', 'motcua-dossier').spec.scaleTargetRef.name = 'dossier'),
    (find) => container(find('Deployment', 'motcua-dossier')).volumeMounts.push({ name: 'x', mountPath: '/x' }),
  ],
  'Every selector finds the pods that it is for.': [
    (find) => (find('Service', 'motcua-dossier-grpc').spec.selector['app.kubernetes.io/name'] = 'dossiers'),
    (find) => delete find('PodDisruptionBudget', 'motcua-dossier').spec.selector.matchLabels['app.kubernetes.io/name'],
    (find) => (find('Job', 'motcua-topics').spec.template.metadata.labels['app.kubernetes.io/name'] = 'dossier'),
  ],
  'A job that runs before the roll-out needs nothing that the roll-out makes.': [
    (find) => (container(find('Job', 'motcua-topics')).envFrom = [{ configMapRef: { name: 'motcua-dossier' } }]),
    (find) => (pod(find('Job', 'motcua-topics')).serviceAccountName = 'motcua-dossier'),
  ],
  'A change of settings rolls the pods that read them.': [
    (find) => delete find('Deployment', 'motcua-dossier').spec.template.metadata.annotations,
  ],
};

describe('a rule of the chart', () => {
  it('is never without an example that breaks it', () => {
    assert.deepEqual(policies.map(({ sentence }) => sentence).sort(), Object.keys(broken).sort());
  });

  for (const [sentence, changes] of Object.entries(broken)) {
    it(`finds what breaks it: ${sentence}`, () => {
      for (const change of changes) {
        const { sound, faults } = checkManifests(changed(change));
        assert.deepEqual(faults, []);
        const found = judge(sound);
        assert.ok(
          found.some((fault) => fault.startsWith(sentence)),
          `${change.toString()} went unnoticed:\n${found.join('\n')}`,
        );
      }
    });
  }
});

function undescribed(schema: Loose, path: string): string[] {
  return Object.entries<Loose>({ ...schema.properties, ...schema.$defs }).flatMap(([name, value]) => [
    ...(value.description || value.$ref || schema.$defs?.[name] ? [] : [`${path}/${name}`]),
    ...undescribed(value, `${path}/${name}`),
  ]);
}

describe('the values of the chart', () => {
  const withSet = (set: Record<string, unknown>) => ({ ...valuesOf('production'), set });

  it('that are missing are named all at once, each in a sentence', async () => {
    const { ok, complaint } = await render({ files: [] });
    assert.equal(ok, false);
    for (const name of ['keys.existingSecret', 'database.host', 'database.ownerExistingSecret', 'kafka.brokers'])
      assert.ok(complaint.includes(`\n  ${name}: `), complaint);
  });

  it('that the chart does not know are refused', async () => {
    const { ok, complaint } = await render(withSet({ 'services.dossier.replica': 3 }));
    assert.equal(ok, false);
    assert.match(complaint, /replica' not allowed/);
  });

  it('are refused where several pods would share a volume that one node alone can mount', async () => {
    const { ok, complaint } = await render(withSet({ 'services.document.volume.accessMode': 'ReadWriteOnce' }));
    assert.equal(ok, false);
    assert.match(complaint, /services\.document\.volume\.accessMode: several pods/);
  });

  it('are refused where a service calls one that there is not', async () => {
    const { complaint } = await render(withSet({ 'services.reporting.calls': ['identity', 'dossiers'] }));
    assert.match(complaint, /services\.reporting\.calls: there is no service dossiers/);
  });

  it('hold also when they are nought, false or empty', async () => {
    const set = {
      'services.reporting.replicas': 0,
      'services.dossier.autoscaling.enabled': false,
      'services.notification.calls': [],
    };
    const { output, complaint } = await render(withSet(set));
    const all = objects(output);
    const find = (kind: string, name: string) =>
      all.find((object) => object.kind === kind && object.metadata.name === name);
    assert.equal(find('Deployment', 'motcua-reporting')?.spec.replicas, 0, complaint);
    assert.equal(find('HorizontalPodAutoscaler', 'motcua-dossier'), undefined);
    assert.match(
      judge(checkManifests(all).sound).join('\n'),
      /is let through, from both ends\. notification -> identity/,
    );
  });

  it('reach a service as they were written, large numbers too', async () => {
    const settings = { maxFileBytes: 20_971_520, demo: false, mailRetryAfterSeconds: 1.5, mailFrom: 'a@b.vn' };
    const { output } = await render(withSet({ 'services.document.settings': settings }));
    const map = objects(output).find(
      ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'motcua-document',
    );
    assert.equal(map?.data.MOTCUA_MAX_FILE_BYTES, '20971520');
    assert.equal(map?.data.MOTCUA_DEMO, 'false');
    assert.equal(map?.data.MOTCUA_MAIL_RETRY_AFTER_SECONDS, '1.5');
    assert.equal(map?.data.MOTCUA_MAIL_FROM, 'a@b.vn');
  });

  it('say what is for people and what is for a look, and what goes unencrypted', async () => {
    const expected = { minimal: ['trial', ''], pilot: ['production', 'kafka grpc'], production: ['production', ''] };
    for (const [profile, told] of Object.entries(expected)) {
      const { output } = await render(valuesOf(profile));
      for (const { kind, metadata, data } of objects(output)) {
        if (kind !== 'ConfigMap' || !data?.MOTCUA_KEYS_FILE) continue;
        assert.deepEqual([data.MOTCUA_MODE, data.MOTCUA_ALLOW_PLAIN_TEXT], told, `${profile} ${metadata.name}`);
      }
    }
  });

  it('tell the services the address that people open: the one given, else the host of the ingress', async () => {
    const addressWith = async (set: Record<string, unknown>) => {
      const { output, complaint } = await render(withSet(set));
      const map = objects(output).find(
        ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'motcua-identity',
      );
      return map?.data.MOTCUA_PUBLIC_URL ?? complaint;
    };
    assert.equal(await addressWith({ 'ingress.host': 'motcua.example.vn' }), 'https://motcua.example.vn');
    assert.equal(await addressWith({ publicUrl: 'https://dichvucong.example.vn' }), 'https://dichvucong.example.vn');
    assert.match(
      await addressWith({ 'ingress.enabled': false, 'ingress.host': '' }),
      /\n {2}publicUrl: give the address/,
    );
  });

  it('can take a service away', async () => {
    const set = { 'services.notification': null, 'services.identity.calls': ['identity', 'dossier', 'document'] };
    const { ok, output, complaint } = await render(withSet(set));
    assert.ok(ok, complaint);
    assert.match(output, /motcua-reporting/);
    assert.doesNotMatch(output, /motcua-notification/);
  });

  it('are each described to whoever sets them', async () => {
    const schema = JSON.parse(await readFile(inCheckout('helm/motcua/values.schema.json'), 'utf8'));
    assert.deepEqual(undescribed(schema, ''), []);
  });

  it('fail the lint when they break the schema', async () => {
    const { ok } = await lint(withSet({ 'image.tag': 'latest' }));
    assert.equal(ok, false);
  });
});
