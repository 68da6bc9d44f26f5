import * as v from 'valibot'
import { hashSecretId } from '../../../server/auth/secret-id.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import { stretch } from '../../../server/storage/root-keys.ts'
import { createVault } from '../../../server/storage/vault.ts'
import { openRedisStore } from '../../support/open-redis-store.ts'
import { SESSION_PASSWORD } from './app-process.ts'
import type { Fleet } from './fleet.ts'
import type { Webview } from './webview.ts'

const signedInAt = v.looseObject({ createdAt: v.number() })

/** Puts the last sign-in of a browser this many milliseconds further into the past, for all processes. */
export async function ageSession({ simulator, redis }: Fleet, { cookies }: Webview, ms: number): Promise<void> {
  const { corpId, agentId } = simulator.appCredentials
  const store = openRedisStore(redis.url)
  const vault = createVault(store, createEncryption(stretch([SESSION_PASSWORD]), 'store')).part(`${corpId}:${agentId}`)
  const slot = vault.slot(`session:${hashSecretId(cookies.get('wecom_session')!)}`, signedInAt, 1)
  const { value, ttlMs } = (await slot.entry())!
  await slot.set({ ...value, createdAt: value.createdAt - ms }, ttlMs)
  await store.close()
}
