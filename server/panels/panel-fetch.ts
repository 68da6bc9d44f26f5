import type { PanelContext } from '#shared/define-panel.ts'
import type { Fetch } from '../upstream/transport.ts'
import { PanelFailure } from './panel-failure.ts'

/** The largest answer, bytes: a card of 64 KB needs no more. */
const MAX_BYTES = 1024 * 1024

export interface PanelFetchOptions {
  /** Refuses the addresses that must not be called. */
  fetch: Fetch
  /** Where the panel may go. */
  origins: readonly string[]
  signal: AbortSignal
  /** Called before the first call of each origin. */
  onOrigin: (origin: string) => void
}

/** @returns the `fetch` of a panel in `panels/`, for one card or action */
export function createPanelFetch({ fetch, origins, signal, onOrigin }: PanelFetchOptions): PanelContext['fetch'] {
  const called = new Set<string>()

  async function send(url: string, { method = 'GET', headers, body }: Parameters<PanelContext['fetch']>[1] = {}) {
    signal.throwIfAborted()
    const { origin } = new URL(url)
    if (!origins.includes(origin)) {
      throw new PanelFailure('panel_address_refused', { detail: `${origin} is not in origins` })
    }
    if (!called.has(origin)) onOrigin(origin)
    called.add(origin)
    const answer = await fetch(url, { method, headers, body, redirect: 'manual', signal })
    const bytes = await readBytes(answer.body)
    const type = answer.headers.get('content-type')
    return new Response(bytes.length > 0 ? new Uint8Array(bytes) : null, {
      status: answer.status, headers: type ? { 'content-type': type } : {},
    })
  }

  return (url, init) => {
    const answer = send(url, init)
    // A panel that does not wait for it must not end the process.
    answer.catch(() => {})
    return answer
  }
}

async function readBytes(body: AsyncIterable<Uint8Array> | null): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > MAX_BYTES) throw new PanelFailure('panel_unavailable', { detail: 'its system answered more than 1 MB' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
