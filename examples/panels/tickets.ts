// A panel in TypeScript: the tickets of the customer, from a system with a REST API. Copy it to panels/.
import { definePanel } from '#shared/define-panel.ts'

const ORIGIN = 'https://tickets.example.com'

export default definePanel({
  id: 'tickets',
  title: { zh: '工单', en: 'Tickets' },
  needs: ['unionId'],
  origins: [ORIGIN],
  variables: ['TICKETS_TOKEN'],
  async load({ customer, variables, fetch }) {
    const headers = { authorization: `Bearer ${variables.TICKETS_TOKEN}` }
    const answer = await fetch(`${ORIGIN}/tickets?customer=${encodeURIComponent(customer.unionId)}`, { headers })
    if (!answer.ok) throw new Error(`The ticket system answers with status ${answer.status}.`)
    const tickets = await answer.json() as { number: string, subject: string, state: string }[]
    const items = tickets.map(({ number, subject, state }) => ({ title: subject, meta: number, detail: state }))
    return { version: 1, badge: String(items.length), blocks: [{ type: 'list', items }] }
  },
})
