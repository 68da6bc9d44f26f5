import type { Flood } from './flood.ts'
import { keepSending } from './keep-sending.ts'

const OPEN = 3_000
const INVENTING = 50

export const oneMember: Flood = {
  does: `one member with ${OPEN} requests for customers in flight`,
  send: ({ url, cookie, customers }, signal) => keepSending(url, OPEN, signal, (send, i) =>
    send(`/api/customers/${customers[i % customers.length]}`, { headers: { cookie } })),
}

export const inventedIds: Flood = {
  does: `one member who asks for invented customers, ${INVENTING} at a time`,
  send: ({ url, cookie }, signal) => keepSending(url, INVENTING, signal, (send, i) =>
    send(`/api/customers/wmInvented${i}`, { headers: { cookie } })),
}
