import { randomUUID } from 'node:crypto'
import type { PanelConfig } from '../config/panel.ts'
import type { Clock } from '../upstream/clock.ts'
import { isAddressRefused } from '../upstream/guarded-transport.ts'
import type { Fetch } from '../upstream/transport.ts'
import type { Trace } from './call-log.ts'
import { PanelFailure } from './panel-failure.ts'
import { MAX_CARD_BYTES } from './read-card.ts'
import { signWebhook } from './webhook-signature.ts'

/** What a proxy answers while the provider is away. Other errors may be those of one customer. */
const AWAY = new Set([502, 503, 504])

/** What a call needs to know of its panel. */
export type Provider = Pick<PanelConfig, 'url' | 'secrets' | 'timeoutMs'>

/**
 * Calls a provider: signed, within its time, no redirects, at most 64 KB.
 *
 * @param body JSON
 * @returns the text of the answer
 * @throws {PanelFailure}
 */
export type CallProvider = (provider: Provider, body: string, options?: CallOptions) => Promise<string>

export interface CallOptions {
  /** Names the call in `webhook-id`, so that the provider knows one that it has had; a new one when absent. */
  id?: string
  /** Ends the call, when its answer is of no use any more. It then throws the reason of the signal. */
  signal?: AbortSignal
  trace?: Trace
}

/** @param fetch refuses the addresses that must not be called */
export function createCallProvider(fetch: Fetch, { wall }: Pick<Clock, 'wall'>): CallProvider {
  return async function callProvider({ url, secrets, timeoutMs }, body, { id, signal: ended, trace } = {}) {
    const webhook = { id: id ?? `msg_${randomUUID()}`, timestamp: Math.floor(wall() / 1_000), body }
    const type = 'application/json'
    const headers = { 'content-type': type, 'accept': type, ...signWebhook(webhook, secrets) }
    const time = AbortSignal.timeout(timeoutMs)
    const done = new AbortController()
    const signal = AbortSignal.any([time, done.signal, ...ended ? [ended] : []])
    try {
      const { status, body: answer } = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal })
      trace?.({ status })
      if (status >= 500) {
        throw new PanelFailure('panel_unavailable', { detail: `status ${status}`, isOutage: AWAY.has(status) })
      }
      if (status !== 200) throw new PanelFailure('panel_refused', { detail: `status ${status}` })
      return await readText(answer, trace)
    }
    catch (error) {
      ended?.throwIfAborted()
      if (error instanceof PanelFailure) throw error
      if (isAddressRefused(error)) throw new PanelFailure('panel_address_refused')
      throw new PanelFailure(time.aborted ? 'panel_late' : 'panel_unavailable', { isOutage: true })
    }
    finally {
      // Ends an answer that was not read.
      done.abort()
    }
  }
}

async function readText(body: AsyncIterable<Uint8Array> | null, trace?: Trace): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    trace?.({ bytes: size })
    if (size > MAX_CARD_BYTES) throw new PanelFailure('panel_card_invalid', { detail: 'larger than 64 KB' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
