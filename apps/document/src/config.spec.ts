import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigurationInvalid, readConfig } from '@motcua/service-kit/config';
import { documentSettings } from './config.js';

describe('the settings of the document service', () => {
  it('need no more than a directory: 20 MiB a file, 24 hours, every known type', () => {
    const config = readConfig(documentSettings, { MOTCUA_FILES_DIRECTORY: '/files' });
    assert.equal(config.maxFileBytes, 20_971_520);
    assert.equal(config.unclaimedFileHours, 24);
    assert.equal(config.allowedMediaTypes.length, 8);
  });

  it('take media types from the environment, separated by commas', () => {
    const config = readConfig(documentSettings, {
      MOTCUA_FILES_DIRECTORY: '/files',
      MOTCUA_ALLOWED_MEDIA_TYPES: 'application/pdf, image/png',
      MOTCUA_MAX_FILE_BYTES: '1000',
    });
    assert.deepEqual(config.allowedMediaTypes, ['application/pdf', 'image/png']);
    assert.equal(config.maxFileBytes, 1000);
  });

  it('name every fault at once', () => {
    assert.throws(
      () => readConfig(documentSettings, { MOTCUA_ALLOWED_MEDIA_TYPES: 'text/html', MOTCUA_MAX_FILE_BYTES: '0' }),
      (error) => error instanceof ConfigurationInvalid && error.faults.length === 3,
    );
  });
});
