import { Controller, Get, Headers, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, ResourceId } from '@motcua/service-kit/http';
import { FileDelivery } from './file-delivery.js';
import { FileMetadata } from './file-metadata.js';
import { FindReadableFile } from './find-readable-file.query.js';
import { knownMediaTypes } from './media-type.js';
import { UploadBody } from './upload-body.js';
import { UploadFile } from './upload-file.js';

const bytes = { type: 'string', format: 'binary' } as const;

/** The route that reads its body itself. */
export const uploadPath = '/api/document/v1/files';

@Controller('api/document/v1/files')
export class FilesController {
  constructor(
    private readonly uploadFile: UploadFile,
    private readonly uploadBody: UploadBody,
    private readonly findReadableFile: FindReadableFile,
    private readonly delivery: FileDelivery,
  ) {}

  @Post()
  @Allow('authenticated')
  @ApiHeader({
    name: 'Content-Disposition',
    required: true,
    description: "Names the file: attachment; filename*=UTF-8''<percent-encoded name>",
  })
  @ApiConsumes(...knownMediaTypes)
  @ApiBody({ schema: bytes })
  @ApiResponse({ status: 201, standardSchema: FileMetadata })
  upload(
    @CurrentCaller() caller: Caller,
    @Req() request: Request,
    @Headers('content-disposition') contentDisposition: string | undefined,
    @Headers('content-type') contentType: string | undefined,
  ): Promise<FileMetadata> {
    const content = this.uploadBody.read(request);
    return this.uploadFile.execute(caller, { contentDisposition, contentType, content });
  }

  @Get(':id')
  @Allow('authenticated')
  @ApiResponse({ status: 200, content: { '*/*': { schema: bytes } } })
  async download(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.delivery.deliver(response, await this.findReadableFile.execute(caller, id, { opens: true }));
  }

  @Get(':id/metadata')
  @Allow('authenticated')
  @ApiResponse({ status: 200, standardSchema: FileMetadata })
  metadata(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<FileMetadata> {
    return this.findReadableFile.execute(caller, id, { opens: false });
  }
}
