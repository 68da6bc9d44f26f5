import { defineEventHandler, setResponseStatus } from 'h3'
import { isDraining } from '../utils/drain'
import { toHttpAnswer } from '../errors/http-answer'
import { inTime } from '../utils/in-time'
import { useServices } from '../utils/services'

const PROBE_TTL_MS = 1_000
/** The database only informs: nobody waits for one that is away. */
const DATABASE_PATIENCE_MS = 250
const GOOD = ['ok', 'degraded']

let storeWasReached = false
let askingDatabase: Promise<string> | undefined

/**
 * Not draining, store usable, access token alive or to be had. A WeCom outage does not fail it while a token lives, nor
 * does an outage of the store that this process has reached before: it goes on with what it knows, and taking all
 * processes out at once would help nobody.
 */
export default defineEventHandler(async (event) => {
  if (isDraining()) {
    setResponseStatus(event, 503)
    return { status: 'not_ready', checks: { process: 'draining' } }
  }
  const { backend, wecom } = useServices()
  const [store, credentials, database] = await Promise.all([
    outcomeOf(backend.set('readiness', 'ok', PROBE_TTL_MS)),
    outcomeOf(inTime(wecom.credentials.accessToken.get(), 'wecom')),
    databaseOutcome(),
  ])
  storeWasReached ||= store === 'ok'
  const checks = { process: 'ok', store: store !== 'ok' && storeWasReached ? 'degraded' : store, credentials }
  const ready = Object.values(checks).every(outcome => GOOD.includes(outcome))
  if (!ready) setResponseStatus(event, 503)
  // Said, but no reason to be taken out: the sidebar works without the identity database.
  return { status: ready ? 'ready' : 'not_ready', checks: { ...checks, database }, clockSkewMs: wecom.clockSkew.ms() }
})

/** While one question is under way, who asks meanwhile adds none. */
function databaseOutcome(): Promise<string> {
  askingDatabase ??= outcomeOf(useServices().database.run(query => query.selectFrom('schemaMigration').select('name').limit(1).execute()))
    .finally(() => askingDatabase = undefined)
  return Promise.race([askingDatabase, new Promise<string>(resolve => setTimeout(resolve, DATABASE_PATIENCE_MS, 'store_unavailable'))])
}

function outcomeOf(check: Promise<unknown>): Promise<string> {
  return check.then(() => 'ok', error => toHttpAnswer(error).body.code)
}
