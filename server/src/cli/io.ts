/** All that the command line sees of the world beside the file system; tests bring their own. */
export interface Io {
  /** The arguments after the program's name. */
  readonly argv: readonly string[];
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** The folder of the translations, one file for each language. */
  readonly translations: string;
  /** The environment's variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<string>;
  /** Resolves when the text has been taken, so that a slow reader slows the writer. */
  readonly stdout: (text: string) => Promise<void>;
  readonly stderr: (text: string) => Promise<void>;
  readonly colours: 'ansi' | 'none';
}

/** 0: nothing to report; 1: findings or a failed expectation; 2: the job could not be done. */
export type ExitCode = 0 | 1 | 2;

/** Says in one line on stderr why the job could not be done; returns the exit code for it. */
export async function refuse(io: Io, message: string): Promise<2> {
  await io.stderr(`edge-gpu: ${message.replace(/\s*\n\s*/g, ' ').trim()}\n`);
  return 2;
}
