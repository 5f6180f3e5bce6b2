import { Histogram } from 'prom-client';

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Calls that this process answered; of a stream the time until its end. */
export const serverSeconds = new Histogram({
  name: 'motcua_grpc_server_seconds',
  help: 'Time to answer a gRPC call, by the status that it ended with.',
  labelNames: ['service', 'method', 'code'],
  buckets,
});

/** Calls that this process made, repetitions included in the one call. */
export const clientSeconds = new Histogram({
  name: 'motcua_grpc_client_seconds',
  help: 'Time that a gRPC call took, by the status that it ended with; CIRCUIT_OPEN when it was not made.',
  labelNames: ['peer', 'method', 'code'],
  buckets,
});

/** `/motcua.identity.v1.IdentityService/GetPeople` is `GetPeople` of `identity`. */
export function methodOf(path: string): { readonly service: string; readonly method: string } {
  const [, contract = '', method = ''] = path.split('/');
  const [, service = contract] = contract.split('.');
  return { service, method };
}
