import { Counter, Gauge } from 'prom-client';

export const requestsUnderWay = new Gauge({
  name: 'motcua_http_requests_under_way',
  help: 'Requests that have begun and are not answered to the end.',
});

export const requestsShed = new Counter({
  name: 'motcua_http_requests_shed_total',
  help: 'Requests refused with 503 because too many were under way.',
});

export const connectionsCut = new Counter({
  name: 'motcua_http_connections_cut_total',
  help: 'Connections cut by the door: the client sent or read too slowly, sent what is no HTTP, or there were too many.',
  labelNames: ['reason'],
});
