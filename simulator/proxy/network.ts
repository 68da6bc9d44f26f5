import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientNetwork } from '../scenarios/settings.ts'

/** A network: the pause before each request, and the speed of each answer. */
interface NetworkProfile {
  latencyMs: number
  bytesPerSecond: number
}

const profiles: Record<Exclude<ClientNetwork, 'full' | 'offline'>, NetworkProfile> = {
  '4g': { latencyMs: 100, bytesPerSecond: 1_000_000 },
  '3g': { latencyMs: 400, bytesPerSecond: 100_000 },
}

/** Bytes that are passed on at once. */
const PIECE = 8_192

/** The network between the web view and the app. */
export interface Network {
  isOffline: boolean
  /** Waits as long as a request needs to reach the app. */
  reach(): Promise<void>
  /** The same bytes, at the speed of the network. */
  carry(answer: Readable): AsyncIterable<Buffer> | Readable
}

export function networkOf(name: ClientNetwork): Network {
  if (name === 'full' || name === 'offline') {
    return { isOffline: name === 'offline', reach: () => Promise.resolve(), carry: answer => answer }
  }
  const { latencyMs, bytesPerSecond } = profiles[name]
  return {
    isOffline: false,
    reach: () => sleep(latencyMs),
    carry: answer => slowly(answer, bytesPerSecond),
  }
}

async function* slowly(answer: Readable, bytesPerSecond: number): AsyncGenerator<Buffer> {
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    for (let start = 0; start < chunk.length; start += PIECE) {
      const piece = chunk.subarray(start, start + PIECE)
      await sleep(piece.length / bytesPerSecond * 1000)
      yield piece
    }
  }
}
