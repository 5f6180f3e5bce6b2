export type StartFaultCode =
  | 'alreadyRunning'
  | 'dataDamaged'
  | 'diskFull'
  | 'foreignDirectory'
  | 'newerData'
  | 'notWritable'
  | 'otherPostgresMajor'
  | 'portTaken'
  | 'postgresFailed'
  | 'unsupportedSystem';

/** A reason not to start that its reader can remove; the message is one sentence for a terminal, shown without a stack. */
export class StartFault extends Error {
  override readonly name = 'StartFault';

  constructor(
    readonly code: StartFaultCode,
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}

/** The system's own name of a failed call (`ENOSPC`, `EACCES`), if `error` is one. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Puts a refusal of the file system around the data directory into words; any other error comes back as it was. */
export function explainFileFault(error: unknown, dataDir: string): unknown {
  switch (errnoOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(dataDir, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StartFault('notWritable', `This user may not write to the data directory ${dataDir}.`, {
        cause: error,
      });
    case 'EEXIST':
    case 'ENOTDIR':
      return new StartFault('notWritable', `The data directory ${dataDir} cannot be made: a file is in its place.`, {
        cause: error,
      });
    default:
      return error;
  }
}

export function diskFull(dataDir: string, cause?: unknown): StartFault {
  return new StartFault('diskFull', `No space is left on the disk of the data directory ${dataDir}.`, { cause });
}
