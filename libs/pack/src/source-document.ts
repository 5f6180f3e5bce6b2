import type { Reason } from '@motcua/process';
import type { Document, Pair, ParsedNode, YAMLMap } from 'yaml';
import { LineCounter, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { FaultList, Position } from './fault-list.js';
import { findDeepNesting } from './yaml-nesting.js';

export type Path = readonly PropertyKey[];

const TOO_DEEP: Reason = { vi: 'lồng nhau quá sâu', en: 'is nested too deeply' };

/** A YAML or JSON file that was read, with the place of every value in it. */
export interface SourceDocument {
  file: string;
  value: unknown;
  /** The place of a value: of its key in a map, of the item in a list; where it is missing, of what should hold it. */
  positionOf(path: Path): Position;
}

/** Reads a YAML file. Its faults go to the list; it is `undefined` when it has any. */
export function readYaml(
  file: string,
  text: string,
  faults: FaultList,
  schema: 'core' | 'json' = 'core',
): SourceDocument | undefined {
  const nesting = findDeepNesting(text);
  if (nesting !== undefined) {
    faults.add(file, { line: text.slice(0, nesting).split('\n').length }, TOO_DEEP);
    return undefined;
  }
  const lines = new LineCounter();
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  let faulty = false;
  const refuse = (offset: number, reason: Reason): void => {
    faulty = true;
    faults.add(file, positionAt(offset), reason);
  };
  const document = parseDocument(text, {
    schema,
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    stringKeys: true,
  });
  for (const { pos, message } of [...document.errors, ...document.warnings]) {
    refuse(pos[0], { vi: `không đúng cú pháp YAML: "${message}"`, en: `is no YAML: "${message}"` });
  }
  if (!faulty) refuseTraps(document, refuse);
  if (faulty) return undefined;
  return {
    file,
    value: document.toJS(),
    positionOf: (path) => positionAt(offsetOf(document.contents, path)),
  };
}

/** Reads a JSON file. YAML's reader knows the places of values and of most faults; JSON's own has the last word. */
export function readJson(file: string, text: string, faults: FaultList): SourceDocument | undefined {
  const document = readYaml(file, text, faults, 'json');
  if (!document) return undefined;
  try {
    return { ...document, value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset = Number(/at position (\d+)/.exec(error.message)?.[1] ?? 0);
    faults.add(
      file,
      { line: text.slice(0, offset).split('\n').length },
      {
        vi: `không đúng cú pháp JSON: "${error.message}"`,
        en: `is no JSON: "${error.message}"`,
      },
    );
    return undefined;
  }
}

/** A key twice in a map is a value silently lost; an alias hides what it stands for, and a few of them make gigabytes. */
function refuseTraps(document: Document.Parsed, refuse: (offset: number, reason: Reason) => void): void {
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          const name = String(key.value);
          refuse(key.range?.[0] ?? 0, {
            vi: `khóa "${name}" được nêu hai lần`,
            en: `the key "${name}" stands here twice`,
          });
        }
        seen.add(key.value);
      }
    },
    Alias(_, alias) {
      refuse(alias.range?.[0] ?? 0, {
        vi: 'bí danh (alias) khiến một văn bản mang nghĩa của văn bản khác; hãy viết đầy đủ',
        en: 'an alias makes one text mean another; write it out',
      });
    },
  });
}

function offsetOf(contents: ParsedNode | null, path: Path): number {
  let node: unknown = contents;
  let offset = contents?.range[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = pairsOf(node).get(String(step));
      if (!pair || !isScalar(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (!isScalar(item) && !isMap(item) && !isSeq(item)) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else {
      return offset;
    }
  }
  return offset;
}

const pairs = new WeakMap<YAMLMap, Map<string, Pair>>();

/** The pairs of a map by key, looked up many times when a file has many faults. */
function pairsOf(map: YAMLMap): Map<string, Pair> {
  const known = pairs.get(map);
  if (known) return known;
  const byKey = new Map(map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]));
  pairs.set(map, byKey);
  return byKey;
}
