import { setResponseStatus } from 'h3'
import { toHttpAnswer } from '../errors/http-answer.ts'
import { defineDoor } from '../http/door/define-door.ts'
import { inTime } from '../http/in-time.ts'
import { isDraining } from '../services/drain.ts'
import { useServices } from '../services/services.ts'

const PROBE_TTL_MS = 1_000
/** Time limit for the database, milliseconds. */
const DATABASE_PATIENCE_MS = 250
const GOOD = ['ok', 'degraded']

let storeWasReached = false
let databaseWasReached = false
let askingDatabase: Promise<string> | undefined

/**
 * It does not ask WeCom: probes must not repeat a wrong secret. An outage of WeCom does not fail it while the access
 * token is valid. An outage of the store does not fail a process that has reached the store before: it still serves
 * cached data, and without any process, members would get nothing.
 * A database that refuses the set-up from the start fails it: a new release with that fault must not replace the old.
 */
export default defineDoor({
  does: 'The process is not draining, its store is usable, it has an access token or can get one, and neither WeCom '
    + 'nor the database refuses the set-up. Else 503.',
  who: 'public',
  answer: 'Status',
}, async ({ event, services: { backend, setUpWatch, wecom } }) => {
  if (isDraining()) {
    setResponseStatus(event, 503)
    return { status: 'not_ready', checks: { process: 'draining' } }
  }
  const [store, credentials, database] = await Promise.all([
    outcomeOf(backend.set('readiness', 'ok', PROBE_TTL_MS)),
    outcomeOf(inTime(setUpWatch.outcome(), 'wecom')),
    databaseOutcome(),
  ])
  storeWasReached ||= store === 'ok'
  const checks = { process: 'ok', store: store !== 'ok' && storeWasReached ? 'degraded' : store, credentials }
  databaseWasReached ||= database === 'ok'
  // Otherwise the database does not change the status: the sidebar works without it.
  const isDatabaseRefused = database === 'database_config' && !databaseWasReached
  const ready = !isDatabaseRefused && Object.values(checks).every(outcome => GOOD.includes(outcome))
  if (!ready) setResponseStatus(event, 503)
  const status = ready ? 'ready' : 'not_ready'
  return { status, checks: { ...checks, database }, clockSkewMs: wecom.clockSkew.ms() }
})

/** Concurrent requests share one query. */
function databaseOutcome(): Promise<string> {
  askingDatabase ??= outcomeOf(useServices().database.run(query =>
    query.selectFrom('schemaMigration').select('name').limit(1).execute(),
  )).finally(() => askingDatabase = undefined)
  const tooLate = new Promise<string>(resolve => setTimeout(resolve, DATABASE_PATIENCE_MS, 'store_unavailable'))
  return Promise.race([askingDatabase, tooLate])
}

function outcomeOf(check: Promise<unknown>): Promise<string> {
  return check.then(() => 'ok', error => toHttpAnswer(error).body.code)
}
