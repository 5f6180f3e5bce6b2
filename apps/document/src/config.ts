import { z } from 'zod';
import type { DatabaseSettings } from '@motcua/service-kit/database';
import { setting, type ConfigOf } from '@motcua/service-kit/config';
import { knownMediaTypes } from './file/media-type.js';

const mebibyte = 1024 * 1024;

/** A comma-separated list in the environment, an array from the composition. */
const MediaTypes = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value),
  z
    .array(z.enum(knownMediaTypes))
    .min(1)
    .default([...knownMediaTypes]),
);

export const documentSettings = {
  filesDirectory: setting(z.string().min(1), 'Directory that holds the content of files, on one volume'),
  maxFileBytes: setting(
    z.coerce
      .number()
      .int()
      .min(1)
      .default(20 * mebibyte),
    'Largest file that can be uploaded, bytes',
  ),
  allowedMediaTypes: setting(MediaTypes, 'Media types that are stored, separated by commas'),
  unclaimedFileHours: setting(
    z.coerce.number().min(1).default(24),
    'Hours after which an uploaded file that no dossier has claimed is removed',
  ),
  unclaimedFileBytesPerOwner: setting(
    z.coerce
      .number()
      .int()
      .min(1)
      .default(1024 * mebibyte),
    'How much one person may have uploaded that no dossier has claimed, bytes',
  ),
  nationalPortalUrl: setting(
    z.url({ protocol: /^https?$/, error: 'must be http://… or https://…' }).optional(),
    'the National Public Service Portal as the dossier service has it; files of its dossiers are fetched from there alone',
  ),
  nationalPortalToken: setting(z.string().min(1).optional(), 'Bearer token that the portal knows us by', {
    secret: true,
  }),
  nationalPortalFileTimeoutMs: setting(
    z.coerce.number().int().min(100).max(120_000).default(30_000),
    'milliseconds that fetching one file from the portal may take',
  ),
};

export type DocumentConfig = { readonly database: DatabaseSettings } & ConfigOf<typeof documentSettings>;
