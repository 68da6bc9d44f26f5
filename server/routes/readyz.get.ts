import { defineEventHandler, setResponseStatus } from 'h3'
import { isDraining } from '../utils/drain'
import { toHttpAnswer } from '../utils/http-error'
import { useServices } from '../utils/services'

const PROBE_TTL_MS = 1_000

/** Not draining, store usable, access token alive or to be had. A WeCom outage does not fail it while a token lives. */
export default defineEventHandler(async (event) => {
  const { store, wecom } = useServices()
  const checks = {
    process: isDraining() ? 'draining' : 'ok',
    store: await outcomeOf(store.set('readiness', 'ok', PROBE_TTL_MS)),
    credentials: await outcomeOf(wecom.credentials.accessToken.get()),
  }
  const ready = Object.values(checks).every(outcome => outcome === 'ok')
  if (!ready) setResponseStatus(event, 503)
  return { status: ready ? 'ready' : 'not_ready', checks, clockSkewMs: wecom.clockSkew.ms() }
})

function outcomeOf(check: Promise<unknown>): Promise<string> {
  return check.then(() => 'ok', error => toHttpAnswer(error).body.code)
}
