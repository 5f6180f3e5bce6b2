import { status } from '@grpc/grpc-js';
import { v7 as uuidv7 } from 'uuid';
import type { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import type { Caller } from '@motcua/service-kit/caller';
import { event, type Commands, type Queries } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import { CallRefused, type ServiceClient } from '@motcua/service-kit/grpc';
import type { Packs } from '@motcua/service-kit/packs';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import type { FileStore } from '../file-store/file-store.js';
import { fileMetadataColumns, toFileMetadata, type FileMetadata, type FileMetadataRow } from '../file/file-metadata.js';
import { namePlace } from '../file/stored-file.entity.js';
import { forTemplate } from './for-template.js';
import type { FormTemplates } from './form-templates.js';
import { FormNotAvailable } from './problems.js';
import { ReceiptContent } from './receipt-content.js';
import type { Typst } from './typst.js';

const mediaType = 'application/pdf';

interface Ground {
  readonly commands: Commands;
  readonly queries: Queries;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

/** A rendering that is about to be stored. */
interface Rendering {
  readonly dossierId: string;
  readonly form: string;
  readonly formSet: string;
  readonly packHash: string;
  readonly name: string;
  readonly pdf: Uint8Array;
}

/**
 * A form of a dossier as a PDF. It is rendered at its first request and never again: whoever asks later gets the same bytes, whatever has
 * changed in the dossier or in the province since. Of several first requests at once one is kept, and all get that one.
 */
export class GetForm {
  constructor(
    private readonly ground: Ground,
    private readonly store: FileStore,
    private readonly packs: Packs<FormTemplates>,
    private readonly typst: Typst,
    private readonly dossier: ServiceClient<typeof DossierServiceService>,
  ) {}

  /**
   * @throws NotFound (404) alike for unknown forms, unknown dossiers and those that the caller may not read
   * @throws FormNotAvailable (409) the dossier has not come so far, or the province prints no such form
   */
  async execute(caller: Caller, dossierId: string, form: string): Promise<FileMetadata> {
    if (form !== 'receipt') throw new NotFound();
    const { formSet, content } = await this.askForContent(caller, dossierId, form);
    const rendered = await this.find(dossierId, form);
    if (rendered) return rendered;
    const receipt = ReceiptContent.parse(JSON.parse(content));
    const { hash: packHash, part } = await this.packs.inForce({
      query: <Row>(text: string, values?: readonly unknown[]) => this.ground.queries.read<Row>(text, values),
    });
    const template = part.find(form);
    if (template === undefined) throw new FormNotAvailable();
    const pdf = await this.typst.renderPdf(template, forTemplate(receipt), new Date(receipt.issuedAt));
    const name = `${receipt.formName} ${receipt.code}.pdf`;
    await this.keep(caller, { dossierId, form, formSet, packHash, name, pdf });
    return (await this.find(dossierId, form)) ?? Promise.reject(new Error('A rendered form has no row'));
  }

  /** Also finds out whether the caller may read the dossier, so it is asked each time. */
  private async askForContent(caller: Caller, dossierId: string, form: string) {
    try {
      return await this.dossier.getFormContent({ dossierId, form }, caller);
    } catch (error) {
      if (error instanceof CallRefused && error.code === status.NOT_FOUND) throw new NotFound();
      if (error instanceof CallRefused && error.code === status.FAILED_PRECONDITION) throw new FormNotAvailable();
      throw error;
    }
  }

  private async find(dossierId: string, form: string): Promise<FileMetadata | undefined> {
    const { queries, sealer } = this.ground;
    const [row] = await queries.read<FileMetadataRow>(
      `select ${fileMetadataColumns} from rendered_form r join stored_file f on f.id = r.file_id
        where r.dossier_id = $1 and r.form = $2`,
      [dossierId, form],
    );
    return row && toFileMetadata(row, sealer);
  }

  private async keep(caller: Caller, rendering: Rendering): Promise<void> {
    const { commands, sealer, clock } = this.ground;
    const { dossierId, form, formSet, packHash, name, pdf } = rendering;
    const id = uuidv7();
    const { size, sha256 } = await this.store.receive(id, [pdf]);
    await this.store.place(id, () =>
      commands.run(caller, clock.now(), async (tx) => {
        const [kept] = await tx.query<{ file_id: string }>(
          `with form as (
             insert into rendered_form (dossier_id, form, form_set, pack_hash, file_id, rendered_at)
             values ($1, $2, $3, $4, $5, $6) on conflict (dossier_id, form) do nothing returning file_id),
           file as (
             insert into stored_file (id, name, size, media_type, sha256, state, dossier_id, created_at, waiting_since)
             select file_id, $7, $8, $9, $10, 'claimed', $1, $6, $6 from form)
           select file_id from form`,
          [dossierId, form, formSet, packHash, id, tx.at, sealer.seal(name, namePlace(id)), size, mediaType, sha256],
        );
        // Another request was first; what it rendered is the form.
        if (!kept) return { fileId: '' };
        tx.record(event('form.rendered', id, { fileId: id, dossierId, form, sha256 }));
        return { fileId: id };
      }),
    );
  }
}
