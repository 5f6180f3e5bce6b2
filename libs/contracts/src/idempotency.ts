import { fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, MethodOptions_IdempotencyLevel } from '@bufbuild/protobuf/wkt';
import { fileDescriptors } from './gen/motcua/file-descriptors.js';

const levels = new Map(
  fileDescriptors
    .map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes))
    .flatMap((file) =>
      file.service.flatMap((service) =>
        service.method.map((method) => [
          `/${file.package}.${service.name}/${method.name}`,
          method.options?.idempotencyLevel ?? MethodOptions_IdempotencyLevel.IDEMPOTENCY_UNKNOWN,
        ]),
      ),
    ),
);

/**
 * Whether a call that got no answer may be made again: what the contract's `idempotency_level` says, which generated definitions
 * do not carry.
 * @param path `/motcua.identity.v1.IdentityService/GetPeople`
 */
export function isIdempotent(path: string): boolean {
  const level = levels.get(path);
  return level !== undefined && level !== MethodOptions_IdempotencyLevel.IDEMPOTENCY_UNKNOWN;
}
