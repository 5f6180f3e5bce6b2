/** No broker can be had on this machine, or it does not start; the message is one sentence for a terminal. */
export class KafkaUnavailable extends Error {
  override readonly name = 'KafkaUnavailable';
}
