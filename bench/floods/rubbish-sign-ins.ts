import { LIMITS } from '../../server/limits/limit-table.ts'
import type { Flood } from './flood.ts'
import { keepSending } from './keep-sending.ts'
import type { Send } from './keep-sending.ts'

const IN_FLIGHT = 20
const OPEN = 2_500
/** Both come from one address. */
const mostCalls = LIMITS.signIns.windows[0].limit

/** A whole sign-in with an invented code: the state and its cookie are ours, so only WeCom can refuse it. */
async function signIn(send: Send) {
  const { headers } = await send('/auth/login')
  const state = new URL(String(headers.location)).searchParams.get('state')
  const cookie = [headers['set-cookie'] ?? []].flat().map(line => line.split(';', 1)[0]).join('; ')
  return send(`/auth/callback?code=${crypto.randomUUID()}&state=${state}`, { headers: { cookie } })
}

export const rubbishSignIns: Flood = {
  does: `sign-ins with invented codes, ${IN_FLIGHT} at a time`,
  mostCalls,
  send: ({ url }, signal) => keepSending(url, IN_FLIGHT, signal, signIn),
}

export const openSignIns: Flood = {
  does: `${OPEN} sign-ins with invented codes in flight`,
  mostCalls,
  upstreamMs: 100,
  send: ({ url }, signal) => keepSending(url, OPEN, signal, signIn),
}
