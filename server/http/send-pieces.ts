import { pipeline } from 'node:stream/promises'
import { setResponseHeaders } from 'h3'
import type { H3Event } from 'h3'

/**
 * Sends an answer piece by piece, as fast as its client takes it. When the client goes away, reading ends, too.
 *
 * @param headers of this answer, not of an error
 * @param pieces are read one at a time, so that the process never holds the whole
 * @throws what `pieces` throws: before the first piece, the error can still be answered; later, the connection is
 * destroyed, so that the client does not take a part for the whole
 */
export async function sendPieces(
  event: H3Event, headers: Record<string, string | number>, pieces: AsyncGenerator<string | Uint8Array>,
): Promise<void> {
  const first = await pieces.next()
  setResponseHeaders(event, headers)
  let failure: unknown
  async function* all() {
    try {
      if (!first.done) yield first.value
      yield* pieces
    }
    catch (error) {
      failure = error
      throw error
    }
  }
  // Any other failure: the client has gone.
  await pipeline(all(), event.node.res).catch(() => {})
  await pieces.return(undefined)
  if (failure) throw failure
}
