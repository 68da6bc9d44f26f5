import type { Flood } from './flood.ts'
import { keepSending } from './keep-sending.ts'

const IN_FLIGHT = 50

export const loginLoop: Flood = {
  does: `/auth/login, ${IN_FLIGHT} at a time, with a Redis of 32 MB that forgets`,
  mostCalls: 0,
  redisMb: 32,
  send: ({ url }, signal) => keepSending(url, IN_FLIGHT, signal, send => send('/auth/login')),
}
