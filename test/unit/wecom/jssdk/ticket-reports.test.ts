import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../../server/storage/memory-store.ts'
import { createTicketReports } from '../../../../server/wecom/jssdk/ticket-reports.ts'
import { createFakeWecom } from '../../../support/fake-wecom.ts'
import { createManualClock } from '../../../support/manual-clock.ts'
import type { ManualClock } from '../../../support/manual-clock.ts'
import { createPlainVault } from '../../../support/plain-vault.ts'

/** All reports together renew a ticket at most this often, milliseconds. */
const RENEWAL_INTERVAL_MS = 60_000
const ticket = (kind: string, call: number) => ({ errcode: 0, ticket: `${kind}-${call}`, expires_in: 7_200 })

/** Several processes on one store, each with its own memory. */
function openFleet(size: number) {
  const clock: ManualClock = createManualClock()
  const store = createMemoryStore(clock.monotonic)
  const issued = { corp: 0, agent: 0 }
  const vault = createPlainVault(store)
  const processes = Array.from({ length: size }, () => {
    const { client: { credentials } } = createFakeWecom({
      'get_jsapi_ticket': () => ticket('corp', ++issued.corp),
      'ticket/get': () => ticket('agent', ++issued.agent),
    }, { store, clock })
    return { ...credentials, report: createTicketReports(credentials, vault) }
  })
  return { clock, issued, processes }
}

describe('reports of a refused signature', () => {
  let fleet: ReturnType<typeof openFleet>
  beforeEach(async () => {
    fleet = openFleet(3)
    for (const { corpTicket, agentTicket } of fleet.processes) await Promise.all([corpTicket.get(), agentTicket.get()])
  })
  const agentTickets = async () =>
    new Set(await Promise.all(fleet.processes.map(({ agentTicket }) => agentTicket.get())))

  it('renew the ticket at most once a minute for all processes together', async () => {
    for (let i = 0; i < 200; i++) {
      for (const { report, agentTicket } of fleet.processes) {
        await report('agent')
        await agentTicket.get()
      }
    }
    expect(fleet.issued).toEqual({ corp: 1, agent: 2 })
    expect(await agentTickets()).toEqual(new Set(['agent-2']))
  })

  it('renew it again after a minute if WeCom refuses it again', async () => {
    const [one] = fleet.processes
    await one!.report('agent')
    expect(await one!.agentTicket.get()).toBe('agent-2')
    fleet.clock.advance(RENEWAL_INTERVAL_MS)
    await one!.report('agent')
    expect(await one!.agentTicket.get()).toBe('agent-3')
  })

  it('leave the other ticket alone', async () => {
    await fleet.processes[0]!.report('corp')
    await fleet.processes[0]!.corpTicket.get()
    expect(fleet.issued).toEqual({ corp: 2, agent: 1 })
  })
})
