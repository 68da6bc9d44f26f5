import type { DoctorReport } from '#shared/types/doctor.ts'
import type { Language } from '#shared/utils/language.ts'
import { createEvidence } from '../doctor/evidence.ts'
import { examine } from '../doctor/examine.ts'
import { createFleet, passwordFingerprints, REPORT_MS } from '../doctor/fleet.ts'
import { reportOf } from '../doctor/report.ts'
import type { CheckResult } from '../doctor/run-checks.ts'
import { createEcho, ECHO_PROBE, instance } from '../doctor/site/echo.ts'
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
  clock: Clock
}

/** However many admins look, the checks run this often at most, milliseconds: WeCom counts every call. */
const RERUN_MS = 10_000

/** The doctor inside of a server. */
export function createDoctorServices(options: DoctorServicesOptions) {
  const { config, roots, backend, vault, database, fetch, clock } = options
  const echo = createEcho({ ...config, encryption: createEncryption(roots, 'doctor') })
  let latest: { results: Promise<CheckResult[]>, at: number } | undefined

  function results(): Promise<CheckResult[]> {
    if (!latest || clock.monotonic() - latest.at > RERUN_MS) {
      latest = {
        at: clock.monotonic(),
        results: examine(process.env, ({ plainVariables }) => ({
          environment: process.env,
          config,
          plainVariables,
          roots,
          fetch,
          clock,
          openStore: () => backend,
          progress: () => database.run(query => readProgress(query, config.corpId)),
        })),
      }
    }
    return latest.results
  }

  return {
    echo,
    isProbe: (text: unknown) => text === ECHO_PROBE,
    evidence: createEvidence(vault, clock),
    /** Runs the checks, or returns the report of some seconds ago. */
    report: async (language: Language): Promise<DoctorReport> => reportOf(await results(), language),
    reportEveryMs: REPORT_MS,
    /** Tells the other processes that this one is there. @param build names its build */
    reportAlive: (build: string, ended?: true) => createFleet(backend, config).report({
      instance, at: clock.wall(), build, passwords: passwordFingerprints(roots), ...ended && { ended },
    }),
  }
}
