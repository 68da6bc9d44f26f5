import { createCipheriv, createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Identities } from '../../../server/identity/identities.ts'
import { createMiniProgramSessions } from '../../../server/identity/mini-program-sessions.ts'
import { createMiniProgram } from '../../../server/identity/mini-program.ts'
import type { Observation } from '../../../server/identity/observation.ts'
import { MINI_PROGRAM, NOON, openId, seen } from '../../support/identity-world.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const SESSION_KEY = 'HyVFkGl5F5OQWJZZaNzBBg=='
const IV = Buffer.alloc(16)
const app = { appId: MINI_PROGRAM, secret: 'secret', kind: 'miniProgram' as const, name: '会员小程序', openPlatform: 'main' }

let recorded: Observation[]
let signedIn: string[]
let isAway: boolean
let unionId: string | undefined
let miniProgram: ReturnType<typeof createMiniProgram>
const failures: unknown[] = []
beforeEach(() => {
  recorded = []
  signedIn = []
  isAway = false
  unionId = 'u1'
  const record: Identities['record'] = async (observations) => {
    if (isAway) throw new AppError('store_unavailable')
    recorded.push(...observations)
    return observations.length
  }
  miniProgram = createMiniProgram({
    apps: [app, { ...app, appId: 'wxOfficialAccount', kind: 'officialAccount' }],
    exchangeCode: async () => ({ openId: 'o1', sessionKey: SESSION_KEY, unionId }),
    identities: { record } as Identities,
    sessions: createMiniProgramSessions(createPlainVault()),
    now: () => NOON,
    wechatNow: () => NOON,
    onSignIn: (...user) => signedIn.push(user.join(' ')),
    onRecordFailure: error => failures.push(error),
  })
})

function userData({ openId, unionId }: { openId: string, unionId?: string }) {
  const rawData = '{"nickName":"Band"}'
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(SESSION_KEY, 'base64'), IV)
  const watermark = { timestamp: NOON / 1_000, appid: MINI_PROGRAM }
  const content = JSON.stringify({ openId, nickName: 'Band', unionId, watermark })
  return {
    rawData,
    signature: createHash('sha1').update(rawData + SESSION_KEY).digest('hex'),
    encryptedData: cipher.update(content, 'utf8', 'base64') + cipher.final('base64'),
    iv: IV.toString('base64'),
  }
}

describe('mini program', () => {
  it('links who signs in, tells of it, and tells the client neither key nor ids', async () => {
    const answer = await miniProgram.signIn(MINI_PROGRAM, 'code')
    expect(answer).toEqual({ linked: true, expiresInSeconds: 43_200, session: expect.any(String) })
    expect(signedIn).toEqual([`${MINI_PROGRAM} o1`])
    expect(recorded).toEqual([seen(openId('o1'), 'u1')])
    expect(JSON.stringify(answer)).not.toMatch(/HyVF|"o1"|"u1"/)
  })

  it('signs in users without a unionid, and users whose link the database cannot store now', async () => {
    unionId = undefined
    expect((await miniProgram.signIn(MINI_PROGRAM, 'code')).linked).toBe(false)
    unionId = 'u1'
    isAway = true
    expect((await miniProgram.signIn(MINI_PROGRAM, 'code')).linked).toBe(false)
    expect(failures).toHaveLength(1)
    expect(recorded).toEqual([])
  })

  it('refuses apps that are none, before WeChat is asked', async () => {
    for (const appId of ['wxUnknown', 'wxOfficialAccount']) {
      await expect(miniProgram.signIn(appId, 'code')).rejects.toMatchObject({ code: 'unknown_app' })
    }
    expect(signedIn).toEqual([])
  })

  it('links by user data, of the person who signed in only', async () => {
    const { session } = await miniProgram.signIn(MINI_PROGRAM, 'code')
    recorded = []
    await expect(miniProgram.takeUserData(session, userData({ openId: 'o2', unionId: 'u2' })))
      .rejects.toMatchObject({ code: 'user_data_refused' })
    await expect(miniProgram.takeUserData('0'.repeat(128), userData({ openId: 'o1', unionId: 'u1' })))
      .rejects.toMatchObject({ code: 'mini_program_session_required' })
    expect(recorded).toEqual([])
    expect(await miniProgram.takeUserData(session, userData({ openId: 'o1', unionId: 'u1' }))).toEqual({ linked: true })
    expect(recorded).toEqual([seen(openId('o1'), 'u1', { source: 'user_data' })])
    expect(await miniProgram.takeUserData(session, userData({ openId: 'o1' }))).toEqual({ linked: false })
  })
})
