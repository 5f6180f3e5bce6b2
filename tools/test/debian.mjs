import { existsSync } from 'node:fs';
import { step } from '../start/progress.mjs';
import { runProgram } from '../start/run-program.mjs';

/** Whether packages can be installed here: root on Debian, or on what is made of it. */
export function canInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/**
 * Installs packages of Debian.
 * @param {string} what is told meanwhile
 * @param {string[]} packages
 * @returns {Promise<{ ok: boolean, output: string }>} `output` is what the programs said
 */
export function installPackages(what, packages) {
  return step(what, async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const update = await runProgram('apt-get', ['update'], { env });
    const install = await runProgram('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
    return { ok: install.ok, output: `${update.output}\n${install.output}` };
  });
}

/** @param {string} program is there when it says its version */
export function isThere(program, versionFlag = '-version') {
  return runProgram(program, [versionFlag]).then(
    ({ ok }) => ok,
    () => false,
  );
}
