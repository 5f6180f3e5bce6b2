import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { ConfigurationInvalid, readConfig, setting, variableName } from './index.js';

const settings = {
  port: setting(z.coerce.number().int().min(1), 'Port of the HTTP door'),
  smtpHost: setting(z.string(), 'Mail server'),
  meshKey: setting(z.string().min(32), 'Signs calls between services', { secret: true }),
  retentionDays: setting(z.coerce.number().int().default(14), 'Days that messages are kept'),
};

const key = 'k'.repeat(32);

describe('a configuration', () => {
  it('is read from variables named after its values, with their types and defaults', () => {
    const config = readConfig(settings, {
      MOTCUA_PORT: '8080',
      MOTCUA_SMTP_HOST: 'mail.example',
      MOTCUA_MESH_KEY: key,
      UNRELATED: 'x',
    });
    assert.deepEqual(config, { port: 8080, smtpHost: 'mail.example', meshKey: key, retentionDays: 14 });
    assert.equal(variableName('smtpHost'), 'MOTCUA_SMTP_HOST');
  });

  it('takes what the composition gives where the environment says nothing', () => {
    const given = { port: 1, smtpHost: 'given', meshKey: key };
    const config = readConfig(settings, { MOTCUA_PORT: '2' }, given);
    assert.deepEqual(config, { port: 2, smtpHost: 'given', meshKey: key, retentionDays: 14 });
  });

  it('that is wrong names every fault at once, by variable, and shows no secret', () => {
    assert.throws(
      () => readConfig(settings, { MOTCUA_PORT: '0', MOTCUA_MESH_KEY: 'too-short-secret' }),
      (error) => {
        assert.ok(error instanceof ConfigurationInvalid);
        assert.deepEqual(
          error.faults.map((fault) => fault.split(' ')[0]),
          ['MOTCUA_PORT', 'MOTCUA_SMTP_HOST', 'MOTCUA_MESH_KEY'],
        );
        assert.match(error.message, /MOTCUA_SMTP_HOST \(Mail server\)/);
        assert.doesNotMatch(error.message, /too-short-secret/);
        return true;
      },
    );
  });
});
