import type { ProcessDefinition } from '@motcua/process';
import type { Position } from './fault-list.js';

/** A procedure's `process.bpmn`, as text and as it was understood. */
export interface Drawing {
  file: string;
  xml: string;
  definition: ProcessDefinition;
}

/** Where an element stands in the file. */
export function placeOf(xml: string, elementId: string): Position {
  const at = xml.search(new RegExp(`\\sid\\s*=\\s*["']${escaped(elementId)}["']`));
  return { line: xml.slice(0, Math.max(at, 0)).split('\n').length };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
