import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromBinary, isFieldSet } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, MethodOptionsSchema } from '@bufbuild/protobuf/wkt';
import { fileDescriptors } from './gen/motcua/file-descriptors.js';
import { isIdempotent } from './idempotency.js';

describe('every method of a contract', () => {
  it('says whether a call that got no answer may be repeated; IDEMPOTENCY_UNKNOWN is said too where it may not', () => {
    const methods = fileDescriptors
      .map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes))
      .flatMap((file) => file.service.flatMap((service) => service.method.map((method) => ({ service, method }))));
    const undeclared = methods
      .filter(({ method: { options } }) => !options || !isFieldSet(options, MethodOptionsSchema.field.idempotencyLevel))
      .map(({ service, method }) => `${service.name}/${method.name}`);
    assert.deepEqual(undeclared, []);
    assert.ok(methods.length > 10);
  });

  it('may be repeated when it reads, or leaves the same behind', () => {
    assert.equal(isIdempotent('/motcua.dossier.v1.DossierService/ReadEvents'), true);
    assert.equal(isIdempotent('/motcua.dossier.v1.DossierService/StagePack'), true);
  });

  it('may not be repeated when each call begins the work anew, or nobody knows it', () => {
    assert.equal(isIdempotent('/motcua.reporting.v1.ReportingService/Rebuild'), false);
    assert.equal(isIdempotent('/motcua.reporting.v1.ReportingService/Unheard'), false);
  });
});
