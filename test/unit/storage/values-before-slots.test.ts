import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSessions } from '../../../server/auth/sessions.ts'
import { createErasures } from '../../../server/customer/erasures.ts'
import { createUnionIdEvidence } from '../../../server/customer/union-id-missing.ts'
import { createMemberSessions, createMiniProgramSessions } from '../../../server/identity/mini-program-sessions.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { createSqliteStore } from '../../../server/storage/sqlite-store.ts'
import { createVault } from '../../../server/storage/vault.ts'
import type { Vault } from '../../../server/storage/vault.ts'
import { createSharedCredential } from '../../../server/upstream/credentials/shared-credential.ts'
import { shareRefusals } from '../../../server/upstream/credentials/shared-refusal.ts'
import type { ExternalContact } from '../../../server/wecom/api/external-contact.ts'
import { WECOM } from '../../../server/wecom/wecom-upstream.ts'
import { createManualClock, realClock } from '../../support/manual-clock.ts'
import before from './values-before-slots.json' with { type: 'json' }

/**
 * The file holds values of one app, written by the version before slots: an update must not sign members out or lose
 * credentials. The table is that version's, too.
 */
const NOON = Date.parse('2026-11-20T12:00:00Z')
const LIFETIME_MS = 60_000
const now = () => NOON
const user = { appId: 'wx0000000000000001', openId: 'o1' }
const sessionKey = 'HyVFkGl5F5OQWJZZaNzBBg=='
const folder = mkdtempSync(join(tmpdir(), 'values-before-slots-'))

let store: KeyValueStore
let credentials: Vault
let app: Vault
beforeAll(() => {
  const file = new DatabaseSync(join(folder, 'key-value.sqlite'))
  file.exec(`
    CREATE TABLE key_value (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID`)
  const insert = file.prepare('INSERT INTO key_value (key, value, expires_at) VALUES (?, ?, ?)')
  for (const [key, value] of Object.entries(before.rows)) insert.run(key, value, NOON + LIFETIME_MS)
  file.close()
  store = createSqliteStore(folder, now)
  credentials = createVault(store, createEncryption(['a password of thirty-two characters or more'], 'store'))
  app = credentials.part('ww0000000000000001:1000002')
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

it('reads the session of a member', async () => {
  const sessions = createSessions(app, { ...realClock, wall: now })
  expect(await sessions.read(before.sessionId)).toMatchObject({ userId: 'zhangsan', name: '张三' })
})

it('reads the sessions of mini programs', async () => {
  expect(await createMiniProgramSessions(app).read(before.miniProgramToken)).toEqual({ user, sessionKey })
  expect(await createMemberSessions(app).read(before.memberToken)).toEqual({ user: { userId: 'zhangsan' }, sessionKey })
})

it('knows who was erased', async () => {
  const erasures = createErasures(app, now)
  expect(await erasures.concerns('wmErased', new Date(NOON))).toBe(true)
})

it('knows that customers of this company had unionids', async () => {
  const contact: ExternalContact = {
    externalUserId: 'wm2', name: 'x', avatar: '', type: 'wechat', gender: 'unknown', attributes: [],
  }
  expect(await createUnionIdEvidence(app).judge(contact)).toBe('not_returned_yet')
})

it('uses the credential, and repeats no refused call', async () => {
  const clock = { ...createManualClock(), wall: now }
  const options = { upstream: WECOM, vault: credentials, clock }
  const fetch = () => expect.unreachable('a call')
  const credential = createSharedCredential({ ...options, key: 'wecom:test:access_token', fetch })
  expect(await credential.read()).toMatchObject({ value: 'token-1', generation: before.generation })
  const refused = shareRefusals({ ...options, key: 'wecom:test:corp_ticket', isFinal: () => true }, fetch)
  await expect(refused()).rejects.toMatchObject({ endpoint: 'gettoken', errcode: 40001, said: { callerIp: '1.2.3.4' } })
})
