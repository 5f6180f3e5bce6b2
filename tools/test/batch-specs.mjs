import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inCheckout } from '../start/checkout.mjs';

const specsInBatch = 8;

/** Specs that start processes of their own, or kill them: what they load counts for little, and they are long. */
const alone = /^(apps\/platform|tools)\//;

/**
 * Files that import several specs of one project each. Loading what a service stands on takes longer than most of its specs run; in one process
 * they load it once, and run one after the other as they would alone.
 * @param {string[]} specs
 */
export function batchSpecs(specs) {
  const folder = inCheckout('node_modules', '.cache', 'motcua', 'specs');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const isAlone = (spec) => alone.test(relative(inCheckout(), spec));
  const files = specs.filter(isAlone);
  for (const [project, paths] of byProject(specs.filter((spec) => !isAlone(spec)))) {
    const batches = Math.ceil(paths.length / specsInBatch);
    for (let batch = 0; batch < batches; batch++) {
      // Neighbours in the alphabet are alike in length, so each batch takes from everywhere.
      const taken = paths.filter((_, index) => index % batches === batch);
      const file = join(folder, `${basename(project)}-${batch + 1}.spec.mjs`);
      writeFileSync(file, `import { describe } from 'node:test';\n${taken.map(suiteOf).join('')}`);
      files.push(file);
    }
  }
  return files;
}

/** A spec within a suite of its own: what it does before and after its tests is not done for those of others. */
function suiteOf(path) {
  const name = JSON.stringify(relative(inCheckout(), path));
  return `describe(${name}, async () => void (await import(${JSON.stringify(pathToFileURL(path).href)})));\n`;
}

/**
 * @param {string[]} specs
 * @returns {Map<string, string[]>}
 */
function byProject(specs) {
  const projects = new Map();
  for (const spec of specs) {
    const project = spec.slice(0, spec.indexOf('/dist/'));
    projects.set(project, [...(projects.get(project) ?? []), spec]);
  }
  return projects;
}
