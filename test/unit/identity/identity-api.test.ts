import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createIdentities } from '../../../server/identity/identities.ts'
import type { Identities } from '../../../server/identity/identities.ts'
import { createIdentityApi } from '../../../server/identity/identity-api.ts'
import type { StoryRows } from '../../../server/identity/identity-api.ts'
import { createMiniProgramSessions } from '../../../server/identity/mini-program-sessions.ts'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import { eraseStory, readStory } from '../../../server/story/person-story.ts'
import { CORP, customer, dump, MINI_PROGRAM, NOON, openId, seen } from '../../support/identity-world.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { coded } from '../../support/coded.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const erased = { openPlatform: 'main', unionId: 'u1' }
const user = (id: string) => ({ appId: MINI_PROGRAM, openId: id })
const sessionKey = 'HyVFkGl5F5OQWJZZaNzBBg=='

let folder: string
let database: SqlDatabase
let identities: Identities
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'identity-api-'))
  database = openSqlDatabase({ folder })
  identities = createIdentities(database, () => NOON)
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const story: StoryRows = {
  read: subjects => database.run(query => readStory(query, subjects)),
  erase: eraseStory,
}

function createApi() {
  const memory = createMemoryStore()
  let away = 0
  const store: KeyValueStore = { ...memory, async delete(key) {
    if (away-- > 0) throw new AppError('store_unavailable')
    return memory.delete(key)
  } }
  const sessions = createMiniProgramSessions(createPlainVault(store))
  return {
    sessions,
    api: createIdentityApi({ identities, story, endSignIns: sessions.end, apps: [], corpId: CORP, now: () => NOON }),
    /** The store fails for so many deletes. */
    goAway: (deletes: number) => void (away = deletes),
  }
}

describe('erasing a person', () => {
  it('succeeds when it is repeated after an outage of the store: no session lives on', async () => {
    const { api, sessions, goAway } = createApi()
    await identities.record([seen(openId('o1'), 'u1'), seen(openId('o2'), 'u1'), seen(customer('wm1'), 'u1')])
    const tokens = await Promise.all(['o1', 'o2'].map(id => sessions.create(user(id), sessionKey)))
    const forgotten: string[] = []
    const forget = async (externalUserId: string) => void forgotten.push(externalUserId)

    goAway(1)
    await expect(api.erase(erased, forget)).rejects.toEqual(coded('store_unavailable'))
    expect(await api.person(erased)).toMatchObject({ accounts: { length: 3 } })
    expect(await api.erase(erased, forget)).toHaveLength(3)
    expect(await Promise.all(tokens.map(token => sessions.read(token)))).toEqual([undefined, undefined])
    expect(forgotten).toContain('wm1')
    expect(await dump(database)).toEqual([])
  })

  it('keeps the session of the person to whom a decision gave the account', async () => {
    const { api, sessions } = createApi()
    await identities.record([seen(openId('o1'), 'u1'), seen(openId('o1'), 'u2')])
    await identities.keep(openId('o1'), { openPlatform: 'main', unionId: 'u2' }, 'admin')
    const token = await sessions.create(user('o1'), sessionKey)
    await api.erase(erased, async () => {})
    expect(await sessions.read(token)).toMatchObject({ user: user('o1') })
  })
})
