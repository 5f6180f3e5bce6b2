import type { ChannelOptions, ServiceDefinition } from '@grpc/grpc-js';
import { isIdempotent } from '@motcua/contracts/idempotency';

/**
 * A replica that went away without a word is given up after 15 s, a stream on it too; one that said so, or whose host refuses, at
 * once. One that is back, or new in DNS, is found within seconds.
 */
const connection: ChannelOptions = {
  'grpc.max_receive_message_length': 32 * 1024 * 1024,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 2_000,
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 5_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.dns_min_time_between_resolutions_ms': 2_000,
  // The configuration below stands; nobody is asked for another.
  'grpc.service_config_disable_resolution': 1,
};

const retryPolicy = {
  maxAttempts: 4,
  initialBackoff: '0.05s',
  maxBackoff: '1s',
  backoffMultiplier: 3,
  retryableStatusCodes: ['UNAVAILABLE'],
};

/**
 * Half of the tokens may be used up, one by each failure, before nothing is repeated any more: as many as may run on a replica that
 * dies. Each answer brings back a tenth, so in the long run repetitions add a tenth to the load of a service that fails.
 */
const retryThrottling = { maxTokens: 200, tokenRatio: 0.1 };

/**
 * How a client reaches a service: each call to the next of all its replicas, repeated within its deadline when there was no answer
 * and its contract lets it. A call that never left, or that a stopping replica did not take, goes to another one whatever it is.
 */
export function channelOptions(definition: ServiceDefinition): ChannelOptions {
  const idempotent = Object.values(definition).filter(({ path }) => isIdempotent(path));
  const serviceConfig = {
    loadBalancingConfig: [{ round_robin: {} }],
    methodConfig: [{ name: idempotent.map(({ path }) => nameOf(path)), retryPolicy }],
    retryThrottling,
  };
  return { ...connection, 'grpc.service_config': JSON.stringify(serviceConfig) };
}

function nameOf(path: string): { readonly service: string; readonly method: string } {
  const [, service = '', method = ''] = path.split('/');
  return { service, method };
}
