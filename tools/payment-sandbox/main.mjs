// A payment provider for demonstrations and tests: a process of its own that speaks the port of docs/adr/0020-payment-port.md and moves no
// money. `node tools/payment-sandbox/main.mjs --port 0` with MOTCUA_PAYMENT_SECRET; says {"url": …} once it listens, ends with its parent.
import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.mjs';

const { port = '0' } = parseArgs({ options: { port: { type: 'string' } } }).values;
const secret = process.env.MOTCUA_PAYMENT_SECRET ?? '';
if (secret.length < 32) {
  console.error('MOTCUA_PAYMENT_SECRET needs at least 32 characters.');
  process.exit(2);
}

const { url } = await startSandbox({ port: Number(port), secret });
console.log(JSON.stringify({ url }));

// Whoever started it holds the other end; when it is gone, so is the sandbox.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
