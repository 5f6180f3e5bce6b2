// Makes the secrets of a new installation as files: `node tools/make-secrets.mjs secrets`. What is there already stays as it is.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const services = ['identity', 'dossier', 'document', 'notification', 'reporting'];
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Say where the secrets are to be made: node tools/make-secrets.mjs FOLDER');
  process.exit(2);
}

const key = () => randomBytes(32).toString('base64');
const password = () => randomBytes(24).toString('base64url');
const keys = () =>
  `${JSON.stringify({ mesh: key(), current: 'k1', sealing: { k1: key() }, index: key() }, undefined, 2)}\n`;

// The folder is for its owner alone; what is in it has to be read by the users that containers run as.
mkdirSync(folder, { recursive: true, mode: 0o700 });
make('keys/keys.json', keys);
make('postgres/password', password);
for (const service of services) {
  make(`database/${service}`, password);
  make(`database-owner/${service}`, password);
}

/**
 * @param {string} path
 * @param {() => string} content
 */
function make(path, content) {
  const file = join(folder, path);
  if (existsSync(file)) return console.log(`kept  ${file}`);
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o755 });
  writeFileSync(file, content(), { mode: 0o444 });
  console.log(`made  ${file}`);
}
