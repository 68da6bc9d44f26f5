import type { DoctorReport } from '#shared/types/doctor.ts'
import type { PanelCalls } from '#shared/types/panel.ts'
import type { Language } from '#shared/utils/language.ts'
import { verifyNewest } from '../audit/verify-newest.ts'
import type { Evidence } from '../doctor/evidence.ts'
import { examine } from '../doctor/examine.ts'
import { createFleet, passwordFingerprints, REPORT_MS } from '../doctor/fleet.ts'
import { createIgnoredChecks } from '../doctor/ignored.ts'
import type { PageSpeed } from '../doctor/page-speed.ts'
import { reportOf } from '../doctor/report.ts'
import type { CheckResult } from '../doctor/run-checks.ts'
import { createEcho, ECHO_PATH, ECHO_PROBE, instance } from '../doctor/site/echo.ts'
import { readProgress } from '../identity/sync/run-state.ts'
import { createEncryption } from '../storage/encryption.ts'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import type { RootKeys } from '../storage/root-keys.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'
import type { Fetch } from '../upstream/transport.ts'
import type { AppConfig } from './config.ts'

export interface DoctorServicesOptions {
  config: AppConfig
  roots: RootKeys
  backend: KeyValueStore
  /** Data of this corp and app. */
  vault: Vault
  database: SqlDatabase
  fetch: Fetch
  /** For calls of panels. */
  providerFetch: Fetch
  clock: Clock
  evidence: Evidence
  pageSpeed: PageSpeed
  /** The last calls of panels. */
  panelCalls: () => PanelCalls[]
  /** Of the client for WeCom. */
  forgetRefusals: () => void
}

/** However many admins look, the checks run this often at most, milliseconds: WeCom counts every call. */
const RERUN_MS = 10_000
/** Then an answer has the results of the run before: a page does not wait longer. */
const PATIENCE_MS = 3_500

/** The doctor inside of a server. */
export function createDoctorServices(options: DoctorServicesOptions) {
  const { config, roots, backend, vault, database, clock, evidence, pageSpeed, forgetRefusals } = options
  const echo = createEcho({ ...config, encryption: createEncryption(roots, 'doctor') })
  const ignored = createIgnoredChecks(vault)
  let finished: CheckResult[] = []
  let running: { done: Promise<void>, since: number } | undefined

  /** Never rejects: no caller may be waiting any more. */
  async function run(): Promise<void> {
    const results = examine(process.env, ({ plainVariables }) => ({
      environment: process.env,
      config,
      plainVariables,
      roots,
      fetch: options.fetch,
      providerFetch: options.providerFetch,
      panelCalls: options.panelCalls,
      clock,
      openStore: () => backend,
      progress: () => database.run(query => readProgress(query, config.corpId)),
      verifyAudit: seen => verifyNewest({ database, corpId: config.corpId, roots, vault: seen }),
    }))
    finished = await results.catch(() => finished)
  }

  async function latest(): Promise<CheckResult[]> {
    if (!running || clock.monotonic() - running.since > RERUN_MS) running = { done: run(), since: clock.monotonic() }
    await Promise.race([running.done, clock.sleep(PATIENCE_MS)])
    return finished
  }

  return {
    echo,
    echoPath: ECHO_PATH,
    isProbe: (text: unknown) => text === ECHO_PROBE,
    evidence,
    pageSpeed,
    ignore: ignored.set,
    /** The checks of the last run; none while the first run is not done. Starts a run when the last is old. */
    report: async (language: Language): Promise<DoctorReport> =>
      reportOf(await latest(), language, clock.wall(), await ignored.all()),
    /** Runs the checks at once, and forgets refusals: what an admin has mended works without a pause. */
    checkAgain(): void {
      forgetRefusals()
      running = undefined
    },
    /** The findings of the first run, when it is done. */
    first: async (language: Language): Promise<DoctorReport> => {
      running ??= { done: run(), since: clock.monotonic() }
      await running.done
      return reportOf(finished, language, clock.wall(), await ignored.all().catch(() => ({})))
    },
    reportEveryMs: REPORT_MS,
    /** Tells the other processes that this one is there. @param build names its build */
    reportAlive: (build: string, ended?: true) => createFleet(backend, config).report({
      instance, at: clock.wall(), build, passwords: passwordFingerprints(roots), ...ended && { ended },
    }),
  }
}
