import { LIMITS } from '../../server/limits/limit-table.ts'
import type { Flood } from './flood.ts'
import { keepSending } from './keep-sending.ts'

const OPEN = 3_000
const INVENTING = 50

export const oneMember: Flood = {
  does: `one member with ${OPEN} requests for customers in flight`,
  mostCalls: LIMITS.customers.windows[0].limit,
  send: ({ url, cookie, customers }, signal) => keepSending(url, OPEN, signal, (send, i) =>
    send(`/api/customers/${customers[i % customers.length]}`, { headers: { cookie } })),
}

export const inventedIds: Flood = {
  does: `one member who asks for invented customers, ${INVENTING} at a time`,
  mostCalls: LIMITS.unknownCustomers.windows[0].limit,
  send: ({ url, cookie }, signal) => keepSending(url, INVENTING, signal, (send, i) =>
    send(`/api/customers/wmInvented${i}`, { headers: { cookie } })),
}
