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
import { DossierForm, FormIdentity, formContents } from './form-content.js';
import type { FormTemplates } from './form-templates.js';
import { FormNotAvailable } from './problems.js';
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
  readonly form: DossierForm;
  readonly actId: string | undefined;
  readonly formSet: string;
  readonly packHash: string;
  readonly name: string;
  readonly pdf: Uint8Array;
}

/**
 * A form of a dossier, or of one of its acts, as a PDF. It is rendered at its first request and never again: whoever asks later gets the same bytes, whatever has
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
   * @param of the act that the form tells of, where a dossier has it once per act; without it, the latest
   * @throws NotFound (404) alike for unknown forms, unknown acts, unknown dossiers and those that the caller may not read
   * @throws FormNotAvailable (409) the dossier has not come so far, or the province prints no such form
   */
  async execute(caller: Caller, dossierId: string, form: DossierForm, of?: string): Promise<FileMetadata> {
    const { formSet, content } = await this.askForContent(caller, dossierId, of === undefined ? form : `${form}/${of}`);
    const said: unknown = JSON.parse(content);
    const { formName, issuedAt, code, trackingNumber, of: actId } = FormIdentity.parse(said);
    const rendered = await this.find(dossierId, form, actId);
    if (rendered) return rendered;
    const { hash: packHash, part } = await this.packs.inForce({
      query: <Row>(text: string, values?: readonly unknown[]) => this.ground.queries.read<Row>(text, values),
    });
    const path = part.find(formSet, form);
    if (path === undefined) throw new FormNotAvailable();
    const pdf = await this.typst.renderPdf(part.sources, path, formContents[form].parse(said), issuedAt);
    const name = `${formName} ${code ?? trackingNumber}.pdf`;
    await this.keep(caller, { dossierId, form, actId, formSet, packHash, name, pdf });
    return (await this.find(dossierId, form, actId)) ?? Promise.reject(new Error('A rendered form has no row'));
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

  private async find(
    dossierId: string,
    form: DossierForm,
    actId: string | undefined,
  ): Promise<FileMetadata | undefined> {
    const { queries, sealer } = this.ground;
    const [row] = await queries.read<FileMetadataRow>(
      `select ${fileMetadataColumns} from rendered_form r join stored_file f on f.id = r.file_id
        where r.dossier_id = $1 and r.form = $2 and r.act_id is not distinct from $3`,
      [dossierId, form, actId ?? null],
    );
    return row && toFileMetadata(row, sealer);
  }

  private async keep(caller: Caller, rendering: Rendering): Promise<void> {
    const { commands, sealer, clock } = this.ground;
    const { dossierId, form, actId, formSet, packHash, name, pdf } = rendering;
    const id = uuidv7();
    const { size, sha256 } = await this.store.receive(id, [pdf]);
    await this.store.place(id, () =>
      commands.run(caller, clock.now(), async (tx) => {
        const [kept] = await tx.query<{ file_id: string }>(
          `with form as (
             insert into rendered_form (dossier_id, form, form_set, pack_hash, file_id, rendered_at, act_id)
             values ($1, $2, $3, $4, $5, $6, $11) on conflict on constraint rendered_form_key do nothing returning file_id),
           file as (
             insert into stored_file (id, name, size, media_type, sha256, state, dossier_id, created_at, waiting_since)
             select file_id, $7, $8, $9, $10, 'claimed', $1, $6, $6 from form)
           select file_id from form`,
          [
            dossierId,
            form,
            formSet,
            packHash,
            id,
            tx.at,
            sealer.seal(name, namePlace(id)),
            size,
            mediaType,
            sha256,
            actId ?? null,
          ],
        );
        // Another request was first; what it rendered is the form.
        if (!kept) return { fileId: '' };
        tx.record(event('form.rendered', id, { fileId: id, dossierId, form, sha256 }));
        return { fileId: id };
      }),
    );
  }
}
