import type { Server, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { ReflectionService } from '@grpc/reflection';
import { HealthImplementation } from 'grpc-health-check';
import { fileDescriptors } from '@motcua/contracts/file-descriptors';

/**
 * What any caller may ask, unsigned: whether the server takes calls (`grpc.health.v1`, which Kubernetes and balancers speak) and which
 * methods it has (`grpc.reflection.v1`, which grpcurl speaks). Neither tells anything of the data.
 */
export class PublicMethods {
  /** Their paths, for the test that walks them. */
  readonly paths: string[] = [];
  private readonly health = new HealthImplementation();
  private names: readonly string[] = [];

  /** @param names the contracts that the server fulfils, `motcua.identity.v1.IdentityService` */
  addTo(server: Server, names: readonly string[]): void {
    this.names = names;
    const register = {
      addService: (definition: ServiceDefinition, implementation: UntypedServiceImplementation) => {
        this.paths.push(...Object.values(definition).map(({ path }) => path));
        server.addService(definition, implementation);
      },
    };
    this.health.addToServer(register);
    // Of what a loader of .proto files would give it, the reflection reads the descriptors alone.
    const files = {
      format: 'Protocol Buffer 3 EnumDescriptorProto' as const,
      type: {},
      fileDescriptorProtos: [...fileDescriptors],
    };
    new ReflectionService({ files }, { services: [...names] }).addToServer(register);
  }

  /** Of each service, and with the empty name of all. */
  setServing(isServing: boolean): void {
    for (const name of ['', ...this.names]) this.health.setStatus(name, isServing ? 'SERVING' : 'NOT_SERVING');
  }
}
