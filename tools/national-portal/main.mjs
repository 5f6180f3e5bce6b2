import { parseArgs } from 'node:util';
import { sampleDossiers } from './samples.mjs';
import { startPortal } from './serve.mjs';

// `--with-parent`: ends when whoever started it is gone, in whatever way. `--samples`: dossiers were handed in already.
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    token: { type: 'string' },
    'with-parent': { type: 'boolean' },
    samples: { type: 'boolean' },
  },
});
const { portal, url, stop } = await startPortal({ port: Number(values.port), token: values.token });
if (values.samples) for (const dossier of sampleDossiers()) portal.handIn(dossier);
// Whoever started it reads the address from this line.
console.log(`The stand-in of the National Public Service Portal listens at ${url}`);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop().then(() => process.exit(0)));
if (values['with-parent']) process.stdin.resume().on('end', () => process.exit(0));
