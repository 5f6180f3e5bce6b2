/** What its reader can put right; the message is one sentence for a terminal, shown without a stack. */
export class Fault extends Error {
  /**
   * @param {string} sentence
   * @param {number} exitCode 1 for a failure, 2 for a wrong command line
   */
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** @param {unknown} error */
export function endOnFault(error) {
  console.error(error instanceof Fault ? error.message : error);
  process.exit(error instanceof Fault ? error.exitCode : 1);
}
