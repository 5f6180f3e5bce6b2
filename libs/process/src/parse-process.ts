import { faultsOfElements } from './element-faults.js';
import { readModdleTree } from './moddle-tree.js';
import { odditiesOf } from './oddities.js';
import type { ProcessDefinition } from './process-definition.js';
import { readDefinition } from './read-definition.js';
import type { Fault } from './read-definition.js';
import type { Refusal } from './refusal.js';
import { faultsOfWays } from './soundness.js';
import { refuseUnsupported } from './refuse-unsupported.js';
import type { Warning } from './warning.js';
import { linesById, outlineXml } from './xml-outline.js';
import type { Tag } from './xml-outline.js';

const MAX_REFUSALS = 200;

/**
 * Takes a BPMN 2.0 file as an analyst draws it, or tells everything in it that motcua could not carry out as drawn.
 * Never rejects: also a hostile file ends in refusals, within a second.
 */
export async function parseProcess(
  xml: string,
): Promise<{ definition: ProcessDefinition; warnings: Warning[] } | { refusals: Refusal[] }> {
  const outline = outlineXml(xml);
  if ('refusals' in outline) return outline;
  const { tags } = outline;
  const { refusals: unsupported, wholeProcess } = refuseUnsupported(tags);
  // bpmn-moddle walks the file again for each part that it does not understand.
  if (unsupported.length > MAX_REFUSALS) return { refusals: shortened(unsupported) };

  const tree = await readModdleTree(xml, tags);
  const linesRefused = new Set(unsupported.map(({ line }) => line));
  const refusals = [
    ...unsupported,
    // What bpmn-moddle did not understand, it tells without an element; if anything, it was refused above.
    ...tree.refusals.filter(
      ({ elementId, line }) => unsupported.length === 0 || (elementId !== '' && !linesRefused.has(line)),
    ),
  ];
  if (!tree.root) return { refusals: shortened(refusals) };

  const { definition, faults, oddities } = readDefinition(tree.root);
  refusals.push(...locate(faults, tags));
  if (!definition) return { refusals: shortened(refusals) };

  refusals.push(...locate(faultsOfElements(definition), tags));
  if (wholeProcess) {
    const idsRefused = new Set(tree.refusals.map(({ elementId }) => elementId));
    const ways = faultsOfWays(definition).filter(({ elementId }) => !idsRefused.has(elementId));
    refusals.push(...locate(ways, tags));
  }
  if (refusals.length > 0) return { refusals: shortened(refusals) };
  return { definition, warnings: shortened(locate([...oddities, ...odditiesOf(definition)], tags)) };
}

function locate(faults: readonly Fault[], tags: readonly Tag[]): Refusal[] {
  const lines = linesById(tags);
  return faults.map(({ elementId, reason }) => ({ elementId, line: lines.get(elementId) ?? 1, reason }));
}

/** In the order of the file, and no more than somebody reads. */
function shortened(found: readonly Refusal[]): Refusal[] {
  const ordered = found.toSorted((a, b) => a.line - b.line);
  const more = ordered.length - MAX_REFUSALS;
  if (more <= 0) return ordered;
  const reason = { vi: `còn ${more} lỗi nữa`, en: `there are ${more} more` };
  return [...ordered.slice(0, MAX_REFUSALS), { elementId: '', line: 1, reason }];
}
