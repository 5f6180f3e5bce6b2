import { tellOf, type Reason } from '@motcua/process';
import type { z } from 'zod';
import type { FaultList } from './fault-list.js';
import { reasonOfIssue } from './schema-demand.js';
import type { Path, SourceDocument } from './source-document.js';

/** A file of the province whose shape is right, with the means to say where in it a fault lies. */
export interface Part<T> {
  value: T;
  readonly refuse: (path: Path, reason: Reason) => void;
}

/** Reads a document by its schema; every fault of its shape goes to the list with its line. */
export function readPart<T>(document: SourceDocument, schema: z.ZodType<T>, faults: FaultList): Part<T> | undefined {
  const refuse = (path: Path, reason: Reason): void => faults.add(document.file, document.positionOf(path), reason);
  const result = schema.safeParse(document.value);
  if (result.success) return { value: result.data, refuse };
  for (const issue of result.error.issues) {
    const where = nameOf(issue.path);
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const name = nameOf([...issue.path, key]);
        refuse([...issue.path, key], { vi: `${name} không được dùng ở đây`, en: `${name} is not known here` });
      }
    } else if (isMissing(document.value, issue.path)) {
      refuse(issue.path, { vi: `thiếu ${where}`, en: `${where} is missing` });
    } else {
      const reason = reasonOfIssue(issue);
      refuse(issue.path, where === '' ? reason : tellOf({ vi: where, en: where }, reason));
    }
  }
  return undefined;
}

function isMissing(root: unknown, path: Path): boolean {
  const last = path.at(-1);
  let value = root;
  for (const step of path.slice(0, -1)) {
    if (typeof value !== 'object' || value === null) return false;
    value = Reflect.get(value, step);
  }
  return last !== undefined && typeof value === 'object' && value !== null && !Object.hasOwn(value, last);
}

/** A path as an analyst would say it: `agencies[3].name.vi`. */
function nameOf(path: Path): string {
  return path.reduce<string>(
    (name, step) =>
      typeof step === 'number' ? `${name}[${step}]` : name === '' ? String(step) : `${name}.${String(step)}`,
    '',
  );
}
