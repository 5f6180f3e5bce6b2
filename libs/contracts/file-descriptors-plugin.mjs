import { buffer } from 'node:stream/consumers';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  CodeGeneratorRequestSchema,
  CodeGeneratorResponse_Feature,
  CodeGeneratorResponseSchema,
  FileDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';

// A plugin of buf: the descriptors of all contracts, in a module that the compiler takes along to dist.
const { protoFile } = fromBinary(CodeGeneratorRequestSchema, await buffer(process.stdin));
const descriptors = protoFile.map((file) =>
  Buffer.from(toBinary(FileDescriptorProtoSchema, { ...file, sourceCodeInfo: undefined })),
);
const content = `/** Every file of the contracts and what they import, each as a google.protobuf.FileDescriptorProto. */
export const fileDescriptors: readonly Buffer[] = [
${descriptors.map((bytes) => `  '${bytes.toString('base64')}',\n`).join('')}].map((text) => Buffer.from(text, 'base64'));
`;
const response = create(CodeGeneratorResponseSchema, {
  supportedFeatures: BigInt(CodeGeneratorResponse_Feature.PROTO3_OPTIONAL),
  file: [{ name: 'motcua/file-descriptors.ts', content }],
});
process.stdout.write(toBinary(CodeGeneratorResponseSchema, response));
