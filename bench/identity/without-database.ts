import { setTimeout as sleep } from 'node:timers/promises'
import { loadConfig } from '../../server/config/load-config.ts'
import { createCustomerDirectory } from '../../server/identity/sync/customer-directory.ts'
import { createTransport } from '../../server/upstream/transport.ts'
import { createWecomClient } from '../../server/wecom/client.ts'
import { createPlainVault } from '../../test/support/plain-vault.ts'

const MEMBERS = 50
const MOST_PAGES = 1_000

/** Reads pages as the sync does, and drops them. @returns pages per second */
export async function pagesWithoutDatabase(environment: Record<string, string>): Promise<number> {
  const { corpId, agentId, agentSecret, wecomApiBase: apiBase } = loadConfig(environment)
  const clock = { wall: Date.now, monotonic: () => performance.now(), sleep: (ms: number) => sleep(ms) }
  const [fetch, vault] = [createTransport(), createPlainVault()]
  const client = createWecomClient({
    corpId, agentId, agentSecret, apiBase, fetch, vault, ceiling: [], clock, onRefreshFailure: () => {},
  })
  const directory = createCustomerDirectory(client)
  const members = (await directory.members()).slice(0, MEMBERS)
  const began = performance.now()
  let pages = 0
  for (let cursor: string | undefined; pages === 0 || (cursor && pages < MOST_PAGES); pages++) {
    ({ nextCursor: cursor } = await directory.page(members, cursor))
  }
  return pages / (performance.now() - began) * 1_000
}
