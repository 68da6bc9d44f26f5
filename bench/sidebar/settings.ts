import type { CDPSession, Page } from 'playwright-core'

/** A machine and a network. */
export interface Setting {
  name: string
  /** How many times slower the processor is. */
  slowdown: number
  network?: { latency: number, downloadThroughput: number, uploadThroughput: number }
  isCached: boolean
  /** The customer is painted within this multiple of the time in which an empty app is mounted. */
  promised: number
}

const MBIT = 1e6 / 8
/** Of an office. Latency in milliseconds, throughput in bytes per second. */
const OFFICE = { latency: 30, downloadThroughput: 20 * MBIT, uploadThroughput: 20 * MBIT }
/** "Fast 4G" of the browsers' developer tools. */
const FAST_4G = { latency: 150, downloadThroughput: 1.6 * MBIT, uploadThroughput: 0.75 * MBIT }

export const SETTINGS: readonly Setting[] = [
  { name: 'this machine, cached', slowdown: 1, isCached: true, promised: 2 },
  { name: 'CPU ÷ 4, cached', slowdown: 4, isCached: true, promised: 2 },
  { name: 'CPU ÷ 4, 20 Mbit/30 ms, cached', slowdown: 4, network: OFFICE, isCached: true, promised: 2 },
  { name: 'CPU ÷ 4, 20 Mbit/30 ms, nothing cached', slowdown: 4, network: OFFICE, isCached: false, promised: 2 },
  { name: 'CPU ÷ 4, Fast 4G, nothing cached', slowdown: 4, network: FAST_4G, isCached: false, promised: 1.8 },
]

/** Puts a page, before its first load, on this machine and network. @returns the debugger's session with the page */
export async function apply({ slowdown, network, isCached }: Setting, page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: !isCached })
  if (network) await session.send('Network.emulateNetworkConditions', { offline: false, ...network })
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  return session
}
