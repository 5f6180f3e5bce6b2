import { buffer } from 'node:stream/consumers';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  CodeGeneratorRequestSchema,
  CodeGeneratorResponse_Feature,
  CodeGeneratorResponseSchema,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';

// A plugin of buf: all contracts as one FileDescriptorSet, in a module that the compiler takes along to dist.
const { protoFile } = fromBinary(CodeGeneratorRequestSchema, await buffer(process.stdin));
const file = protoFile.map((proto) => ({ ...proto, sourceCodeInfo: undefined }));
const descriptorSet = Buffer.from(toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file })));
const content = `/** All contracts, as a google.protobuf.FileDescriptorSet. */
export const descriptorSet = Buffer.from('${descriptorSet.toString('base64')}', 'base64');
`;
const response = create(CodeGeneratorResponseSchema, {
  supportedFeatures: BigInt(CodeGeneratorResponse_Feature.PROTO3_OPTIONAL),
  file: [{ name: 'motcua/descriptor-set.ts', content }],
});
process.stdout.write(toBinary(CodeGeneratorResponseSchema, response));
