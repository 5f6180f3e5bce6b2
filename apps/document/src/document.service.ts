import { fileURLToPath } from 'node:url';
import { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import { topics } from '@motcua/contracts/events';
import type { HeldDataOfService } from '@motcua/service-kit/held-data';
import type { ParkedEvents } from '@motcua/service-kit/parked-events';
import { ServiceGround, type Surroundings } from '@motcua/service-kit/service';
import type { DocumentConfig } from './config.js';
import { documentGrpc } from './document.grpc.js';
import { FileStore } from './file-store/file-store.js';
import { ClaimFiles } from './file/claim-files.js';
import { DisposeUnclaimedFiles } from './file/dispose-unclaimed-files.js';
import { FileDelivery } from './file/file-delivery.js';
import { uploadPath } from './file/files.controller.js';
import { FetchPortalFile } from './file/fetch-portal-file.js';
import { FindReadableFile } from './file/find-readable-file.query.js';
import { GetUnclaimedFiles } from './file/get-unclaimed-files.js';
import { SettleInterruptedUploads } from './file/settle-interrupted-uploads.js';
import { StoredFile } from './file/stored-file.entity.js';
import { UploadBody } from './file/upload-body.js';
import { UploadFile } from './file/upload-file.js';
import { FormTemplates } from './form/form-templates.js';
import { GetForm } from './form/get-form.js';
import { PrintRegisterBook } from './form/print-register-book.js';
import { RenderedForm } from './form/rendered-form.entity.js';
import { Typst } from './form/typst.js';
import { Maintenance } from './maintenance.js';
import { heldData } from './held-data.js';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** Files, their hashes, and rendered forms. Constructing it does no I/O. */
export class DocumentService {
  /** Routes that read their body as a stream; for `bootstrap`. */
  static readonly rawBodyPaths: readonly string[] = [uploadPath];

  readonly uploadBody: UploadBody;
  readonly uploadFile: UploadFile;
  readonly findReadableFile: FindReadableFile;
  readonly delivery: FileDelivery;
  readonly getForm: GetForm;
  readonly printRegisterBook: PrintRegisterBook;
  readonly settleInterruptedUploads: SettleInterruptedUploads;
  readonly disposeUnclaimedFiles: DisposeUnclaimedFiles;
  readonly parkedEvents: ParkedEvents;
  readonly heldData: HeldDataOfService;
  private readonly ground: ServiceGround;
  private readonly store: FileStore;
  private readonly maintenance: Maintenance;

  constructor(config: DocumentConfig, surroundings: Surroundings) {
    const ground = new ServiceGround(
      {
        name: 'document',
        database: config.database,
        migrations,
        entities: [StoredFile, RenderedForm],
        heldData,
        topic: topics.document,
      },
      surroundings,
    );
    const { commands, queries, sealer, clock, log } = ground;
    const store = new FileStore(config.filesDirectory);
    const dossier = ground.client('dossier', DossierServiceService);
    const packs = ground.packs((part) => FormTemplates.from(part));
    this.ground = ground;
    this.parkedEvents = ground.parkedEvents;
    this.heldData = ground.heldData;
    this.store = store;
    this.uploadBody = new UploadBody(config.maxFileBytes);
    this.uploadFile = new UploadFile(commands, sealer, store, clock, config);
    this.findReadableFile = new FindReadableFile(queries, sealer, dossier);
    this.delivery = new FileDelivery(store);
    const typst = new Typst();
    this.getForm = new GetForm(ground, store, packs, typst, dossier);
    this.printRegisterBook = new PrintRegisterBook(queries, packs, typst, dossier);
    this.settleInterruptedUploads = new SettleInterruptedUploads(queries, store, clock);
    this.disposeUnclaimedFiles = new DisposeUnclaimedFiles(commands, queries, store, clock, config.unclaimedFileHours);
    this.maintenance = new Maintenance([this.settleInterruptedUploads, this.disposeUnclaimedFiles], log);
    const fetchPortalFile = new FetchPortalFile(this.uploadFile, config);
    const getUnclaimedFiles = new GetUnclaimedFiles(commands, sealer, clock);
    ground.serve(DocumentServiceService, documentGrpc({ packs, getUnclaimedFiles, fetchPortalFile, ground }));
    const claimFiles = new ClaimFiles(log);
    ground.consumer.on(topics.dossier, {
      'dossier.submitted': (tx, { dossierId, fileIds }) => claimFiles.execute(tx, dossierId, fileIds),
      'step.completed': (tx, { dossierId, fileIds }) => claimFiles.execute(tx, dossierId, fileIds),
      'supplement.answered': (tx, { dossier, fileIds }) => claimFiles.execute(tx, dossier?.dossierId ?? '', fileIds),
      'result.corrected': (tx, { dossier, fileIds }) => claimFiles.execute(tx, dossier?.dossierId ?? '', fileIds),
    });
    ground.consumer.on(topics.identity, {
      'pack.activated': (tx, { hash, activation, activatedAt }) =>
        packs.activate(tx, hash, activation, activatedAt ?? clock.now()),
    });
  }

  get ready() {
    return this.ground.ready;
  }

  async migrate(): Promise<void> {
    await this.ground.migrate();
  }

  async start(): Promise<void> {
    await this.store.prepare();
    await this.ground.start();
    this.maintenance.start();
  }

  async stop(): Promise<void> {
    await this.maintenance.stop();
    await this.ground.stop();
  }
}
