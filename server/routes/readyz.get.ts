import { setResponseStatus } from 'h3'
import { isDraining } from '../services/drain.ts'
import { toHttpAnswer } from '../errors/http-answer.ts'
import { defineDoor } from '../http/door/define-door.ts'
import { inTime } from '../http/in-time.ts'
import { useServices } from '../services/services.ts'

const PROBE_TTL_MS = 1_000
/** The state of the database is only information: readiness does not wait longer for it. */
const DATABASE_PATIENCE_MS = 250
const GOOD = ['ok', 'degraded']

let storeWasReached = false
let askingDatabase: Promise<string> | undefined

/**
 * A WeCom outage does not fail it while a token lives, nor does an outage of a store that this process has reached before:
 * the process goes on with what it knows, and taking out all processes at once would help no member.
 */
export default defineDoor({
  does: 'The process is not draining, its store is usable, and it has an access token or can get one. Else 503.',
  who: 'public',
  answer: 'Status',
}, async ({ event, services: { backend, wecom } }) => {
  if (isDraining()) {
    setResponseStatus(event, 503)
    return { status: 'not_ready', checks: { process: 'draining' } }
  }
  const [store, credentials, database] = await Promise.all([
    outcomeOf(backend.set('readiness', 'ok', PROBE_TTL_MS)),
    outcomeOf(inTime(wecom.credentials.accessToken.get(), 'wecom')),
    databaseOutcome(),
  ])
  storeWasReached ||= store === 'ok'
  const checks = { process: 'ok', store: store !== 'ok' && storeWasReached ? 'degraded' : store, credentials }
  const ready = Object.values(checks).every(outcome => GOOD.includes(outcome))
  if (!ready) setResponseStatus(event, 503)
  // Told, but no reason to take the process out: the sidebar works without the identity database.
  const status = ready ? 'ready' : 'not_ready'
  return { status, checks: { ...checks, database }, clockSkewMs: wecom.clockSkew.ms() }
})

/** Requests share the question that is under way. */
function databaseOutcome(): Promise<string> {
  askingDatabase ??= outcomeOf(useServices().database.run(query => query.selectFrom('schemaMigration').select('name').limit(1).execute()))
    .finally(() => askingDatabase = undefined)
  return Promise.race([askingDatabase, new Promise<string>(resolve => setTimeout(resolve, DATABASE_PATIENCE_MS, 'store_unavailable'))])
}

function outcomeOf(check: Promise<unknown>): Promise<string> {
  return check.then(() => 'ok', error => toHttpAnswer(error).body.code)
}
