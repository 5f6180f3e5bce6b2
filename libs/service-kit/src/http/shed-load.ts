import type { NextFunction, Response } from 'express';
import { requestsShed, requestsUnderWay } from './http-metrics.js';
import { TooBusy } from './problems.js';
import type { IncomingRequest } from './request.js';

/** Whoever watches the process must learn how it is when it has most to do. */
const alwaysAnswered = new Set(['/healthz', '/startupz', '/readyz', '/metrics']);

/** Refuses what comes when so many requests are under way, in the caller's language and before anything is done for it. */
export function shedLoad(
  mostRequests: number,
  answer: (problem: TooBusy, request: IncomingRequest, response: Response) => void,
) {
  let underWay = 0;
  return (request: IncomingRequest, response: Response, next: NextFunction): void => {
    if (alwaysAnswered.has(request.path)) return next();
    if (underWay >= mostRequests) {
      requestsShed.inc();
      // Not all at the same moment again.
      const retryAfterSeconds = 1 + Math.floor(Math.random() * 3);
      return answer(new TooBusy(undefined, { retryAfterSeconds }), request, response);
    }
    underWay += 1;
    requestsUnderWay.inc();
    response.once('close', () => {
      underWay -= 1;
      requestsUnderWay.dec();
    });
    next();
  };
}
