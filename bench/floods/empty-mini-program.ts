import type { Flood } from './flood.ts'
import { keepSending } from './keep-sending.ts'

const IN_FLIGHT = 100
const DOORS = ['session', 'member', 'member-session', 'user-info']

export const emptyMiniProgram: Flood = {
  does: `{} to the doors for mini programs, ${IN_FLIGHT} at a time`,
  mostCalls: 0,
  send: ({ url }, signal) => keepSending(url, IN_FLIGHT, signal, (send, i) =>
    send(`/api/mini-program/${DOORS[i % DOORS.length]}`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}',
    })),
}
