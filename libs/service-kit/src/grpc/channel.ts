import type { ChannelOptions } from '@grpc/grpc-js';

/**
 * How a client reaches a service: each call goes to the next of all its replicas. A call that never left, or that a stopping replica
 * did not take, goes to another one whatever it is. A replica that went away without a word is given up after 15 s, a stream on it
 * too; one that said so, or whose host refuses, at once. One that is back, or new in DNS, is found within seconds.
 */
export const channelOptions: ChannelOptions = {
  'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }),
  // That configuration stands; DNS is not asked for another.
  'grpc.service_config_disable_resolution': 1,
  'grpc.dns_min_time_between_resolutions_ms': 2_000,
  'grpc.max_receive_message_length': 32 * 1024 * 1024,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 2_000,
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 5_000,
  'grpc.keepalive_permit_without_calls': 1,
};
