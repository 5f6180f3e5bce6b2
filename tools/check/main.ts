import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inCheckout } from '../checkout.js';
import { advisoryFaults, allowListFaults, readReport, type AllowedAdvisory } from './advisories.js';
import { licenceFaults, type Component, type ReviewedLicence } from './licences.js';

type RunNpm = (args: string[]) => Promise<{ ok: boolean; output: string }>;

interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

interface Reviewed {
  readonly licences: readonly ReviewedLicence[];
  readonly advisories: readonly AllowedAdvisory[];
}

/** What people have read and decided; a change of it is reviewed like code. */
function reviewed(): Reviewed {
  return JSON.parse(readFileSync(inCheckout('tools/check/supply-chain.json'), 'utf8')) as Reviewed;
}

/**
 * Writes the bill of what is shipped (CycloneDX) to `node_modules/.cache/motcua/sbom.cdx.json`, and holds its licences against the list.
 * It needs no network: npm reads what is installed.
 */
export async function checkLicences(runNpm: RunNpm): Promise<Outcome> {
  const { ok, output } = await runNpm(['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev']);
  if (!ok) return { ok, output };
  const text = output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1);
  const { components } = JSON.parse(text) as { components: readonly Component[] };
  const directory = inCheckout('node_modules/.cache/motcua');
  mkdirSync(directory, { recursive: true });
  writeFileSync(`${directory}/sbom.cdx.json`, text);
  const faults = licenceFaults(components, reviewed().licences);
  return { ok: faults.length === 0, output: faults.join('\n') };
}

/**
 * Asks the registry for advisories on what is shipped. A registry that cannot be asked, behind a mirror or without a network, is told and is
 * no fault, unless `MOTCUA_AUDIT=required` says that this run is the one that must know.
 */
export async function checkAdvisories(runNpm: RunNpm, environment: NodeJS.ProcessEnv, today: string): Promise<Outcome> {
  const { advisories } = reviewed();
  const old = allowListFaults(advisories, today);
  const { output } = await runNpm(['audit', '--json', '--omit', 'dev']);
  const report = readReport(output);
  if (report) {
    const faults = [...old, ...advisoryFaults(report, advisories)];
    return { ok: faults.length === 0, output: faults.join('\n') };
  }
  const unasked = 'The registry could not be asked for advisories; MOTCUA_AUDIT=required makes that a fault.';
  const isRequired = environment.MOTCUA_AUDIT === 'required';
  if (!isRequired) console.warn(unasked);
  return { ok: old.length === 0 && !isRequired, output: [...old, ...(isRequired ? [unasked] : [])].join('\n') };
}
