import { verifyHistory, isWhole } from '@motcua/service-kit/audit';
import { createServiceClient } from '@motcua/service-kit/grpc';
import { platformKeys } from '@motcua/service-kit/service';
import { ReportingServiceService } from '@motcua/contracts/reporting/v1/reporting';
import { serviceNames } from '../start-services/service-cluster.js';
import type { Scene } from './scene.js';

const rebuildTimeoutMs = 120_000;

/** Holds what is left at the end against what must be true whatever went wrong; a sentence for each that is not. */
export async function examineAftermath(scene: Scene): Promise<string[]> {
  return [...(await examineReports(scene)), ...(await examineHistories(scene))];
}

/** Reports that are rebuilt from the event log equal the live ones, to the row. */
async function examineReports(scene: Scene): Promise<string[]> {
  const live = await reportRows(scene);
  const { meshKey } = platformKeys(scene.cluster.postgres.dataDir, { isNew: false });
  const port = scene.cluster.of('reporting')[0]?.options.grpcPort;
  const client = createServiceClient(ReportingServiceService, {
    address: `127.0.0.1:${port}`,
    meshKey,
    service: 'chaos',
    timeoutMs: rebuildTimeoutMs,
  });
  try {
    await client.rebuild({});
  } finally {
    client.close();
  }
  const rebuilt = await reportRows(scene);
  return live === rebuilt ? [] : ['the reports that were rebuilt from the event log differ from the live ones'];
}

async function reportRows({ databases }: Scene): Promise<string> {
  const live = '(select live from projection_generation)';
  const reports = await databases.select<Record<string, unknown>>(
    'reporting',
    `select * from dossier_report where generation = ${live} order by dossier_id`,
  );
  const counts = await databases.select<Record<string, unknown>>(
    'reporting',
    `select * from daily_count where generation = ${live} order by agency_code, day, procedure_code`,
  );
  return JSON.stringify([reports, counts].map((rows) => rows.map((row) => ({ ...row, generation: undefined }))));
}

async function examineHistories({ databases }: Scene): Promise<string[]> {
  const findings: string[] = [];
  for (const service of serviceNames) {
    const report = await databases.connected(service, (client) => verifyHistory(client));
    if (!isWhole(report)) findings.push(`the event log of ${service} is not whole`);
  }
  return findings;
}
