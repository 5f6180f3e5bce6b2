import type { IHeaders, KafkaMessage, Message } from 'kafkajs';
import type { CloudEvent } from '@motcua/contracts/cloud-event';

/** An event as a Kafka record in CloudEvents binary mode; its key keeps the events of one aggregate in one partition, in order. */
export function messageOf(event: CloudEvent): Message {
  return {
    key: event.subject,
    value: event.data,
    timestamp: String(Date.parse(event.time)),
    headers: {
      'content-type': event.datacontenttype,
      ce_specversion: event.specversion,
      ce_id: event.id,
      ce_source: event.source,
      ce_type: event.type,
      ce_subject: event.subject,
      ce_time: event.time,
      ce_sequence: String(event.sequence),
      ...(event.traceparent !== undefined && { ce_traceparent: event.traceparent }),
    },
  };
}

/** The event of a record; undefined when the record is no CloudEvent of this platform. Attributes that nobody knows are left out. */
export function eventOf({ headers = {}, value }: Pick<KafkaMessage, 'headers' | 'value'>): CloudEvent | undefined {
  const [id, source, type, subject, time] = ['id', 'source', 'type', 'subject', 'time'].map((name) =>
    text(headers, `ce_${name}`),
  );
  const sequence = Number(text(headers, 'ce_sequence'));
  if (!id || !source || !type || !subject || !time || !value || !Number.isInteger(sequence)) return undefined;
  if (text(headers, 'ce_specversion') !== '1.0' || !isUuid(id) || !isUuid(subject) || Number.isNaN(Date.parse(time))) {
    return undefined;
  }
  const traceparent = text(headers, 'ce_traceparent');
  return {
    specversion: '1.0',
    id,
    source,
    type,
    subject,
    time,
    datacontenttype: 'application/json',
    data: value.toString(),
    sequence,
    ...(traceparent !== undefined && { traceparent }),
  };
}

function text(headers: IHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' || Buffer.isBuffer(value) ? value.toString() : undefined;
}

function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}
