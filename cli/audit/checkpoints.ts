import { open } from 'node:fs/promises'
import * as v from 'valibot'
import { checkpointSchema } from '../../server/audit/checkpoint.ts'
import type { Checkpoint } from '../../server/audit/checkpoint.ts'

const line = v.pipe(v.string(), v.parseJson(), checkpointSchema)

/**
 * Reads checkpoints from lines of the log, and from files with such lines, which may be larger than the memory.
 *
 * @returns the problem when one of them holds none: to compare with nothing would find every database right
 */
export async function readCheckpoints(
  given: readonly string[],
): Promise<{ checkpoints: Checkpoint[] } | { problem: string }> {
  const checkpoints: Checkpoint[] = []
  for (const one of given) {
    try {
      const found = one.trimStart().startsWith('{') ? checkpointIn(one) : await checkpointsOfFile(one)
      if (found.length === 0) return { problem: `--checkpoint: there is no checkpoint in ${one}` }
      for (const checkpoint of found) checkpoints.push(checkpoint)
    }
    catch (error) {
      return { problem: `--checkpoint: ${one} cannot be read (${(error as NodeJS.ErrnoException).code}).` }
    }
  }
  return { checkpoints }
}

async function checkpointsOfFile(path: string): Promise<Checkpoint[]> {
  const found: Checkpoint[] = []
  const file = await open(path)
  for await (const one of file.readLines()) found.push(...checkpointIn(one))
  return found
}

/** Docker and the journal of systemd write a name and a time before each line. */
function checkpointIn(logged: string): Checkpoint[] {
  const parsed = v.safeParse(line, logged.slice(Math.max(0, logged.indexOf('{'))))
  return parsed.success ? [parsed.output] : []
}
