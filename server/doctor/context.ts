import type { PanelCalls } from '#shared/types/panel.ts'
import type { AuditVerdict } from '../audit/verify.ts'
import type { AppConfig, Environment } from '../config/load-config.ts'
import type { SyncProgress } from '../identity/sync/run-state.ts'
import { createEncryption } from '../storage/encryption.ts'
import type { Encryption } from '../storage/encryption.ts'
import { inspectRedis, RedisProblem } from '../storage/inspect-redis.ts'
import type { RedisState } from '../storage/inspect-redis.ts'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import { createMemoryStore } from '../storage/memory-store.ts'
import type { RootKeys } from '../storage/root-keys.ts'
import { createVault } from '../storage/vault.ts'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'
import type { Fetch } from '../upstream/transport.ts'
import { createEvidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { createPageSpeed } from './page-speed.ts'
import type { PageSpeed } from './page-speed.ts'
import { createSiteProbe } from './site/site-probe.ts'
import type { SiteProbe } from './site/site-probe.ts'
import { createWecomProbes } from './wecom/probes.ts'
import type { WecomProbes } from './wecom/probes.ts'

/** What the doctor works with: brought by the server, or by the command. */
export interface DoctorTools {
  environment: Environment
  config: AppConfig
  /** Variables whose connection is in clear text, which stops the start. */
  plainVariables: readonly string[]
  /**
   * Variables that the file `.env` writes with a `$` outside single quotes, which docker compose replaces; absent where
   * that file is not read.
   */
  looseDollars?: readonly string[]
  roots: RootKeys
  fetch: Fetch
  /** For calls of panels. */
  providerFetch: Fetch
  clock: Clock
  /** How far the full sync is; undefined when it has never run. */
  progress: () => Promise<SyncProgress | undefined>
  /** Checks the newest rows of the audit; undefined when its tables are not made yet. @throws {AppError} */
  verifyAudit: (vault: Vault) => Promise<AuditVerdict | undefined>
  /** The last calls of panels; absent where no server runs. */
  panelCalls?: () => PanelCalls[]
  /** The key-value store of the servers. @throws when it cannot be opened */
  openStore: () => KeyValueStore
}

/** What checks look at. Everything in it is asked at most once in a run. */
export interface DoctorContext extends DoctorTools {
  /** The key-value store, or, when it does not work, one in memory: most checks can do without it. */
  store: KeyValueStore
  /** Why the store does not work. */
  storeProblem?: unknown
  /** What Redis says about itself; undefined when it is not used. */
  redisState?: Promise<RedisState>
  /** Data of this corp and app. */
  vault: Vault
  encryption: Encryption
  wecom: WecomProbes
  site: SiteProbe
  /** What members' clients and WeCom have refused lately. */
  evidence: Evidence
  /** How long members have waited lately. */
  pageSpeed: PageSpeed
}

const PROBE_TTL_MS = 1_000

export async function createContext(tools: DoctorTools): Promise<DoctorContext> {
  const { config, roots, fetch, clock } = tools
  const { corpId, agentId, agentSecret, wecomApiBase: apiBase } = config
  const redisState = config.redis && inspectRedis(config.redis)
  const { store, storeProblem } = await usableStore(tools.openStore, isRightKind(config, redisState))
  const credentials = createVault(store, createEncryption(roots, 'store'))
  const vault = credentials.part(`${corpId}:${agentId}`)
  const encryption = createEncryption(roots, 'doctor')
  return {
    ...tools,
    store,
    storeProblem,
    redisState,
    vault,
    encryption,
    wecom: createWecomProbes({ identity: { corpId, agentId, agentSecret, apiBase }, fetch, vault: credentials, clock }),
    site: createSiteProbe({ config, environment: tools.environment, fetch, encryption }),
    evidence: createEvidence(vault, clock),
    pageSpeed: createPageSpeed(vault, clock),
  }
}

/** One node of a cluster works for some keys. @throws {RedisProblem} */
async function isRightKind({ redis }: AppConfig, redisState: Promise<RedisState> | undefined): Promise<void> {
  const state = await redisState
  if (state?.isCluster && redis?.kind !== 'cluster') throw new RedisProblem('MOVED')
}

async function usableStore(
  open: () => KeyValueStore, isUsable: Promise<void>,
): Promise<{ store: KeyValueStore, storeProblem?: unknown }> {
  try {
    await isUsable
    const store = open()
    await store.set('doctor', 'ok', PROBE_TTL_MS)
    return { store }
  }
  catch (storeProblem) {
    return { store: createMemoryStore(), storeProblem }
  }
}
