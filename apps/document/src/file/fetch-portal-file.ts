import type { FetchPortalFileRequest, FetchPortalFileResponse } from '@motcua/contracts/document/v1/document';
import { systemCaller } from '@motcua/service-kit/caller';
import { BodyTooLarge, Problem } from '@motcua/service-kit/errors';
import type { DocumentConfig } from '../config.js';
import { inlineDisposition } from './file-name.js';
import { PortalFileMissing, PortalNotConnected } from './problems.js';
import type { UploadFile } from './upload-file.js';

type PortalSettings = Pick<
  DocumentConfig,
  'nationalPortalUrl' | 'nationalPortalToken' | 'nationalPortalFileTimeoutMs' | 'maxFileBytes'
>;

/** The portal gave no file, and may give it later. */
class PortalSilent extends Error {}

/**
 * Fetches a file of a dossier from the National Public Service Portal, and stores it as if its owner had uploaded it here. Nothing but the
 * portal's own address is ever asked, and no redirection is followed. What is wrong with the file and what is wrong with the portal are
 * two answers: the first stays so, the second may pass.
 */
export class FetchPortalFile {
  constructor(
    private readonly uploadFile: UploadFile,
    private readonly settings: PortalSettings,
  ) {}

  /** @throws TemporarilyUnavailable (503) this service cannot store it now */
  async execute({ ownerId, key, location, name, mediaType }: FetchPortalFileRequest): Promise<FetchPortalFileResponse> {
    const owner = { ...systemCaller(ownerId), idempotency: { key, requestHash: '' } };
    try {
      const response = await this.ask(this.addressOf(location));
      const file = await this.uploadFile.execute(owner, {
        contentDisposition: inlineDisposition(name),
        contentType: mediaType,
        content: this.read(response),
      });
      return { file, refusedAs: undefined, unavailable: undefined };
    } catch (error) {
      if (error instanceof PortalSilent) return { file: undefined, refusedAs: undefined, unavailable: error.message };
      if (error instanceof Problem && error.status < 500)
        return { file: undefined, refusedAs: error.type, unavailable: undefined };
      throw error;
    }
  }

  private addressOf(location: string): URL {
    const base = this.settings.nationalPortalUrl;
    if (base === undefined) throw new PortalNotConnected();
    const folder = base.endsWith('/') ? base : `${base}/`;
    const relative = location.replace(/^\/(?!\/)/, '');
    if (!URL.canParse(relative, folder)) throw new PortalFileMissing();
    const address = new URL(relative, folder);
    if (address.origin !== new URL(folder).origin) throw new PortalFileMissing();
    return address;
  }

  private async ask(address: URL): Promise<Response> {
    const { nationalPortalToken: token, nationalPortalFileTimeoutMs } = this.settings;
    let response: Response;
    try {
      response = await fetch(address, {
        redirect: 'error',
        signal: AbortSignal.timeout(nationalPortalFileTimeoutMs),
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      });
    } catch (error) {
      throw new PortalSilent(saying(error));
    }
    if (response.ok) return response;
    await response.body?.cancel();
    if ([400, 404, 410].includes(response.status)) throw new PortalFileMissing();
    throw new PortalSilent(`HTTP ${response.status}`);
  }

  /** @throws BodyTooLarge as soon as the limit is passed */
  private async *read({ body, headers }: Response): AsyncGenerator<Uint8Array> {
    const { maxFileBytes: limitBytes } = this.settings;
    const chunks: AsyncIterable<Uint8Array> = body ?? none();
    let received = 0;
    try {
      if (Number(headers.get('content-length') ?? 0) > limitBytes) throw new BodyTooLarge({ limitBytes });
      for await (const chunk of chunks) {
        received += chunk.length;
        if (received > limitBytes) throw new BodyTooLarge({ limitBytes });
        yield chunk;
      }
    } catch (error) {
      throw error instanceof Problem ? error : new PortalSilent(saying(error));
    } finally {
      await body?.cancel().catch(() => undefined);
    }
  }
}

/** `fetch failed` alone says nothing; its cause does. */
function saying(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

async function* none(): AsyncGenerator<never> {
  yield* await Promise.resolve([]);
}
