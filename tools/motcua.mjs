// The command line where everything is built already, as in the image: `node tools/motcua.mjs pack check …`.
import { main } from './dist/motcua/main.js';

await main(process.argv.slice(2));
