/** Where lines go. It returns when they are written. */
export interface LineSink {
  write(lines: string): unknown
}

/**
 * Writes the lines of a round of the event loop at once: the system call costs more than making the line. What was
 * printed when the process exits is written, too.
 *
 * @param onExit calls a function when the process exits
 */
export function gatherLines(sink: LineSink, onExit: (last: () => void) => void): LineSink {
  let waiting = ''
  function write(): void {
    const lines = waiting
    waiting = ''
    if (lines) sink.write(lines)
  }
  onExit(write)
  return {
    write(line) {
      if (!waiting) setImmediate(write)
      waiting += line
    },
  }
}
