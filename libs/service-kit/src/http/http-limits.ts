import { z } from 'zod';
import { readConfig, setting, type ConfigOf } from '../config/index.js';

const seconds = (otherwise: number) => z.coerce.number().min(0.1).max(3_600).default(otherwise);
const count = (least: number, most: number, otherwise: number) =>
  z.coerce.number().int().min(least).max(most).default(otherwise);

/** What the HTTP door of a process bears. */
export const httpSettings = {
  httpHeadersSeconds: setting(seconds(20), 'Seconds in which all headers of a request must have come'),
  httpPatienceSeconds: setting(
    seconds(20),
    'Seconds that a body or an answer may stand still, because of the other side, before it is cut',
  ),
  httpLeastBytesPerSecond: setting(
    count(1, 1_000_000, 512),
    'Bytes a second that a body or an answer must move in the long run. There is no limit to its time: 20 MB over a slow line take as long as they take',
  ),
  httpKeepAliveSeconds: setting(
    seconds(75),
    'Seconds that a connection is kept open for the next request. Longer than the proxy in front keeps it (60 in nginx), or requests are lost in between',
  ),
  httpMaxHeaderBytes: setting(count(4_096, 262_144, 16_384), 'Bytes that the headers of a request may have'),
  httpMaxConnections: setting(count(10, 100_000, 5_000), 'Connections open at once; more are closed as they come'),
  httpMaxRequests: setting(
    count(1, 100_000, 1_000),
    'Requests under way at once; more are answered with 503 before anything is done for them. Health and metrics are always answered',
  ),
};

export type HttpLimits = ConfigOf<typeof httpSettings>;

export const usualHttpLimits: HttpLimits = readConfig(httpSettings, {});
