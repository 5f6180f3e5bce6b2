import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { paymentPage } from './payment-page.mjs';
import { isSigned, sign, signatureHeader } from './signature.mjs';

/**
 * How the sandbox misbehaves: for payments settled from now on, or for one alone when its page says so.
 * @typedef {{
 *   delayMs?: number, repeat?: number, order?: 'usual' | 'reversed' | 'failedBehind', silent?: boolean,
 *   amountVnd?: number, wrongKey?: boolean, unknownPayment?: boolean, away?: 'error' | 'hang'
 * }} Mischief
 * @typedef {{ paymentId: string, reference: string, amountVnd: number, description: string, language: 'vi' | 'en', returnUrl: string,
 *   noticeUrl: string, expiresAt: string, status: 'pending' | 'succeeded' | 'failed', settledVnd: number }} Payment
 */

const mostBodyBytes = 16 * 1024;
const noticeAttempts = 3;

/** @param {{ port: number, secret: string }} options */
export async function startSandbox({ port, secret }) {
  const sandbox = new Sandbox(secret);
  const server = createServer((request, response) => {
    sandbox.answer(request, response).catch((/** @type {unknown} */ error) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  sandbox.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`;
  return { url: sandbox.url };
}

class Sandbox {
  url = '';
  /** @type {Map<string, Payment>} by the platform's id */
  #payments = new Map();
  /** @type {Mischief} */
  #mischief = {};
  #secret;

  /** @param {string} secret */
  constructor(secret) {
    this.#secret = secret;
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async answer(request, response) {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const route = `${request.method} ${pathname}`;
    const body = await readBody(request);
    const page = /^(GET|POST) \/pay\/([0-9A-F]{16})$/.exec(route);
    if (page) return this.#page(page[1] === 'POST', page[2] ?? '', body, response);
    if (route === 'POST /mischief') {
      this.#mischief = JSON.parse(body);
      return json(response, 200, {});
    }
    if (route !== 'POST /payments' && route !== 'POST /payments/standing') return json(response, 404, {});
    if (this.#mischief.away === 'error') return json(response, 500, {});
    if (this.#mischief.away === 'hang') return undefined;
    if (!isSigned(this.#secret, request.headers[signatureHeader], body)) return json(response, 401, {});
    return pathname === '/payments'
      ? this.#open(JSON.parse(body), response)
      : this.#standing(JSON.parse(body).paymentId, response);
  }

  /**
   * @param {Omit<Payment, 'reference' | 'status' | 'settledVnd'>} asked
   * @param {import('node:http').ServerResponse} response
   */
  #open(asked, response) {
    const payment = this.#payments.get(asked.paymentId) ?? {
      ...asked,
      reference: randomBytes(8).toString('hex').toUpperCase(),
      status: /** @type {const} */ ('pending'),
      settledVnd: 0,
    };
    if (payment.amountVnd !== asked.amountVnd) return json(response, 409, {});
    this.#payments.set(payment.paymentId, payment);
    return json(response, 201, { reference: payment.reference, redirectUrl: `${this.url}/pay/${payment.reference}` });
  }

  /**
   * @param {string} paymentId
   * @param {import('node:http').ServerResponse} response
   */
  #standing(paymentId, response) {
    const payment = this.#payments.get(paymentId);
    if (!payment) return json(response, 200, { status: 'unknown' });
    const { status, reference, settledVnd } = payment;
    return json(response, 200, { status, reference, amountVnd: settledVnd });
  }

  /**
   * @param {boolean} isPressed
   * @param {string} reference
   * @param {string} body
   * @param {import('node:http').ServerResponse} response
   */
  async #page(isPressed, reference, body, response) {
    const payment = [...this.#payments.values()].find((known) => known.reference === reference);
    if (!payment) return json(response, 404, {});
    const isOver = payment.status !== 'pending' || new Date(payment.expiresAt) < new Date();
    if (isPressed && !isOver) {
      const form = new URLSearchParams(body);
      const mischief = { ...this.#mischief, ...mischiefOf(form) };
      payment.status = form.get('action') === 'pay' ? 'succeeded' : 'failed';
      payment.settledVnd = payment.status === 'succeeded' ? (mischief.amountVnd ?? payment.amountVnd) : 0;
      const told = this.#tell(payment, mischief);
      // As a rule the platform knows before the browser is back.
      if (!mischief.delayMs) await Promise.race([told, sleep(2_000)]);
    }
    if (isPressed) {
      response.writeHead(303, { location: payment.returnUrl });
      return response.end();
    }
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    });
    return response.end(paymentPage(payment, isOver));
  }

  /**
   * @param {Payment} payment
   * @param {Mischief} mischief
   */
  async #tell(payment, mischief) {
    if (mischief.silent) return;
    if (mischief.delayMs) await sleep(mischief.delayMs);
    const said = ['pending', payment.status];
    if (mischief.order === 'reversed') said.reverse();
    if (mischief.order === 'failedBehind') said.push('failed');
    for (const status of said) {
      const notice = {
        noticeId: randomUUID(),
        paymentId: mischief.unknownPayment ? randomUUID() : payment.paymentId,
        reference: payment.reference,
        status,
        amountVnd: payment.settledVnd,
        at: new Date().toISOString(),
      };
      const times = 1 + (mischief.repeat ?? 0);
      await Promise.all(Array.from({ length: times }, () => this.#send(payment.noticeUrl, notice, mischief)));
    }
  }

  /**
   * @param {string} url
   * @param {object} notice
   * @param {Mischief} mischief
   */
  async #send(url, notice, mischief) {
    const body = JSON.stringify(notice);
    const secret = mischief.wrongKey ? randomUUID() : this.#secret;
    for (let attempt = 1; attempt <= noticeAttempts; attempt++) {
      try {
        const { status } = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', [signatureHeader]: sign(secret, body) },
          body,
          signal: AbortSignal.timeout(5_000),
        });
        console.error(`notice ${attempt} to ${url}: ${status}`);
        if (status < 500 && status !== 429) return;
      } catch (error) {
        console.error(`notice ${attempt} to ${url}: ${String(error)}`);
      }
      await sleep(attempt * 1_000);
    }
  }
}

/**
 * What a person chose on the page.
 * @param {URLSearchParams} form
 * @returns {Mischief}
 */
function mischiefOf(form) {
  return {
    ...(form.has('late') && { delayMs: 8_000 }),
    ...(form.has('repeat') && { repeat: 2 }),
    ...(form.has('reversed') && { order: /** @type {const} */ ('reversed') }),
    ...(form.has('silent') && { silent: true }),
  };
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<string>}
 */
async function readBody(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > mostBodyBytes) throw new Error('the body is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {object} content
 */
function json(response, status, content) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(content));
}
