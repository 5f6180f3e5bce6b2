import { StartFault } from '@motcua/embedded-postgres';
import { ProblemError } from '@motcua/sdk';

/** What was typed makes no sense; the message is one sentence, and the usage stands below it. */
export class UsageFault extends Error {}

/** The work cannot go on; the message is one sentence that says why. */
export class Failure extends Error {}

/**
 * Runs what was typed: exit 0 when all is well, 1 on faults of what was looked at and on failures, 2 when what was typed makes no sense.
 * What a person can put right is told in words; a stack shows that the tool itself has a fault.
 * @param work gives whether all is well
 */
export async function runTool(usage: string, work: () => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await work()) ? 0 : 1;
  } catch (error) {
    if (isUsageFault(error)) {
      console.error(`${error.message}\n\n${usage}`);
      process.exitCode = 2;
      return;
    }
    if (error instanceof ProblemError) for (const line of problemLines(error)) console.error(line);
    else console.error(error instanceof Failure || error instanceof StartFault ? error.message : error);
    process.exitCode = 1;
  }
}

function isUsageFault(error: unknown): error is Error {
  if (error instanceof UsageFault) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** Which answer it was, for whoever looks it up in the platform's log, and every place that it names. */
function problemLines({ message, problem: { type, status, traceId, errors = [] } }: ProblemError): string[] {
  const trace = traceId === undefined ? '' : `, trace ${traceId}`;
  return [
    status === 0 ? message : `${message} (${status} ${type}${trace})`,
    ...errors.map(({ pointer, detail }) => `  ${pointer}  ${detail}`),
  ];
}
