/**
 * What there is to say when a command cannot write its output.
 *
 * @returns undefined when the reader has gone, as `head` does after its lines: it wants no more
 */
export function outputProblem({ code }: NodeJS.ErrnoException): string | undefined {
  return code === 'EPIPE' ? undefined : `The output cannot be written (${code}).\n`
}

/** Waits until everything is written: a pipe takes 64 KB at once, and the end of the process would drop the rest. */
export async function untilWritten(out: NodeJS.WritableStream): Promise<void> {
  await new Promise<void>(done => out.write('', () => done()))
}
