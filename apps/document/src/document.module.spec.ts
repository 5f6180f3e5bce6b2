import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { link, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createDataSource } from '@motcua/service-kit/database';
import { policyKey } from '@motcua/service-kit/http';
import { citizen, documentForSpec, type DocumentForSpec } from './document.fixture.js';
import { DocumentModule } from './document.module.js';
import { FileMetadata } from './file/file-metadata.js';
import { StoredFile } from './file/stored-file.entity.js';
import { RenderedForm } from './form/rendered-form.entity.js';
import { pdf } from './sample-files.fixture.js';

describe('the document service', () => {
  let document: DocumentForSpec;

  before(async () => {
    document = await documentForSpec();
  });
  after(() => document.close());

  it('declares for every route who may use it', () => {
    const routes = (DocumentModule.register(document.service).controllers ?? []).flatMap((controller) =>
      Object.entries(Object.getOwnPropertyDescriptors(controller.prototype))
        .filter(([name]) => name !== 'constructor')
        .map(([, { value }]): unknown => value)
        .filter((value) => typeof value === 'function' && Reflect.hasMetadata('path', value)),
    );
    const policies = routes.map((route) => Reflect.getMetadata(policyKey, Object(route)) as unknown);
    // The register book is for those who oversee a counter.
    assert.deepEqual(policies.sort(), [...Array<string>(4).fill('authenticated'), 'dossier.oversee']);
  });

  it('gives files to callers alone and the rest to services', () => {
    const policies = [...document.grpc.policies].filter(([path]) => path.includes('.document.'));
    assert.deepEqual(Object.fromEntries(policies), {
      '/motcua.document.v1.DocumentService/StagePack': 'service',
      '/motcua.document.v1.DocumentService/GetUnclaimedFiles': 'caller',
      '/motcua.document.v1.DocumentService/FetchPortalFile': 'service',
      '/motcua.document.v1.DocumentService/ReadEvents': 'service',
    });
  });

  it('has entities that agree with the migrated tables', async () => {
    const entities = [StoredFile, RenderedForm];
    const dataSource = await createDataSource('spec', document.database.owner, { poolSize: 1, entities }).initialize();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    await dataSource.destroy();
    assert.deepEqual(
      upQueries.map(({ query }) => query).filter((query) => /COLUMN|CREATE TABLE/i.test(query)),
      [],
    );
  });

  it('streams its events to who rebuilds from them', async () => {
    const { id } = FileMetadata.parse(await (await document.upload(citizen, pdf)).json());
    const seen: string[] = [];
    while (!seen.includes(id)) {
      for await (const { type, aggregateId } of document.client.readEvents({ afterPosition: 0 })) {
        assert.equal(type, 'document.stored');
        seen.push(aggregateId);
      }
    }
  });

  it('may not delete what it knows of a file, nor change a rendering', async () => {
    for (const statement of [
      'delete from stored_file',
      'delete from rendered_form',
      'update rendered_form set form = 1',
    ]) {
      await assert.rejects(document.query(statement), /permission denied/);
    }
  });

  it('finds out after a crash which content has a row', async () => {
    const { id } = FileMetadata.parse(await (await document.upload(citizen, pdf)).json());
    const orphan = randomUUID();
    const incoming = (name: string) => join(document.filesDirectory, 'incoming', name);
    await link(join(document.filesDirectory, 'files', id.slice(-2), id.slice(-4, -2), id), incoming(id));
    await writeFile(incoming(orphan), 'half a file');
    const old = new Date(document.clock.time.getTime() - 2 * 3_600_000);
    for (const name of [id, orphan]) await utimes(incoming(name), old, old);
    await document.service.settleInterruptedUploads.execute();
    assert.deepEqual(await document.incoming(), []);
    assert.ok((await document.filesOnDisk()).includes(id));
  });
});
