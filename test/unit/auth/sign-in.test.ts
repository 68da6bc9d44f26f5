import { describe, expect, it } from 'vitest'
import { createOauthStates } from '../../../server/auth/oauth-states.ts'
import { createSessions } from '../../../server/auth/sessions.ts'
import { createStandings } from '../../../server/auth/standings.ts'
import { createSignIn } from '../../../server/auth/sign-in.ts'
import type { SignInAnswer } from '../../../server/auth/sign-in.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import type { Endpoint } from '../../support/fake-wecom.ts'
import { realClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const encryption = createEncryption(['a password of thirty-two characters'], 'sign-in')
const redirectUri = 'https://sidebar.example.com/auth/callback'

const isZhangsan: Endpoint = () => ({ errcode: 0, userid: 'zhangsan' })

function setUp(getuserinfo = isZhangsan, userGet: Endpoint = () => ({ errcode: 0, name: '张三' })) {
  const vault = createPlainVault()
  const wecom = createFakeWecom({ 'auth/getuserinfo': getuserinfo, 'user/get': userGet })
  const sessions = createSessions(vault, realClock)
  const standings = createStandings({ wecom: wecom.client, vault, clock: realClock })
  const signIn = createSignIn({
    corpId: 'ww1',
    agentId: '1',
    oauthBase: 'https://oauth',
    ssoBase: 'https://sso',
    wecom: wecom.client,
    oauthStates: createOauthStates({ encryption, vault, now: Date.now }),
    sessions,
    standings,
  })
  const start = (attempt = 0) => signIn.start({ isSilent: true, redirectUri, returnPath: '/?a=1', attempt })
  const counted: string[] = []
  const finish = (answer: SignInAnswer) => signIn.finish(answer, async (work) => {
    counted.push('begun')
    const result = await work()
    counted.push('taken back')
    return result
  })
  return { signIn, sessions, wecom, start, finish, counted }
}

describe('sign-in', () => {
  it('goes to WeCom inside the client, to the scan page outside', async () => {
    const { signIn, start } = setUp()
    const silent = start()
    expect(silent.url).toMatch(/^https:\/\/oauth\/connect\/oauth2\/authorize\?.*#wechat_redirect$/)
    const scan = signIn.start({ isSilent: false, redirectUri, returnPath: '/', attempt: 0 })
    expect(scan.url).toMatch(/^https:\/\/sso\/wwlogin\/sso\/login\?/)
    for (const { url, oauthState } of [silent, scan]) {
      expect(Object.fromEntries(new URL(url).searchParams))
        .toMatchObject({ appid: 'ww1', agentid: '1', redirect_uri: redirectUri, state: oauthState })
    }
  })

  it('creates a session for the member that WeCom returns', async () => {
    const { finish, sessions, start } = setUp()
    const outcome = await finish({ code: 'c'.repeat(512), ...start() })
    if (outcome.kind !== 'signed_in') return expect.unreachable(outcome.kind)
    expect(outcome.returnPath).toBe('/?a=1')
    expect(await sessions.read(outcome.sessionId)).toMatchObject({ userId: 'zhangsan', name: '张三' })
  })

  it('does not call WeCom when state or code is wrong', async () => {
    const { finish, wecom, start, counted } = setUp()
    const one = start()
    const two = start(1)
    const finishWith = (oauthState?: string) => finish({ code: 'c', oauthState, sealed: one.sealed })
    expect(await finishWith()).toEqual({ kind: 'again', refused: 'state', attempt: 1, returnPath: '/' })
    expect(await finishWith(two.oauthState)).toMatchObject({ refused: 'state', attempt: 2, returnPath: '/' })
    for (const code of [undefined, '', ['c'], 'c'.repeat(513)]) {
      expect(await finish({ code, ...start() })).toMatchObject({ kind: 'again', refused: 'code', attempt: 1 })
    }
    expect(wecom.calls).toEqual([])
    // What costs nothing counts nothing.
    expect(counted).toEqual([])
  })

  it('uses a code for one sign-in, and counts it only while WeCom refuses it', async () => {
    const { finish, wecom, start, counted } = setUp()
    const one = start()
    const outcomes = await Promise.all([1, 2, 3].map(() => finish({ code: 'c', ...one })))
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['signed_in', 'used', 'used'])
    expect(outcomes).toContainEqual({ kind: 'used', returnPath: '/?a=1' })
    expect(wecom.count('auth/getuserinfo')).toBe(1)
    expect(counted.filter(moment => moment === 'taken back')).toHaveLength(3)
  })

  it.each([40029, 42003, 42022, 41008])('starts again when WeCom refuses the code with %i', async (errcode) => {
    const { finish, start, counted } = setUp(() => ({ errcode }))
    const outcome = await finish({ code: 'used', ...start(1) })
    expect(outcome).toEqual({ kind: 'again', refused: 'code', returnPath: '/?a=1', attempt: 2 })
    expect(counted).toEqual(['begun'])
  })

  it('reports other refusals instead of starting again', async () => {
    const { finish, start } = setUp(() => ({ errcode: 50001 }))
    await expect(finish({ code: 'c', ...start() })).rejects.toMatchObject({ errcode: 50001 })
  })

  it('refuses a person who is not a member', async () => {
    const { finish, start } = setUp(() => ({ errcode: 0, openid: 'o1', external_userid: 'wm1' }))
    expect(await finish({ code: 'c', ...start() })).toEqual({ kind: 'not_a_member' })
  })

  it.each<[string, Endpoint]>([
    ['does not know', () => ({ errcode: 60111 })],
    ['has disabled', () => ({ errcode: 0, name: '张三', status: 2 })],
    ['names as one who has left', () => ({ errcode: 0, name: '张三', status: 5 })],
  ])('refuses a member that WeCom %s, and starts no session', async (_how, userGet) => {
    const { finish, sessions, start } = setUp(undefined, userGet)
    expect(await finish({ code: 'c', ...start() })).toEqual({ kind: 'not_a_member' })
    expect(await sessions.of('zhangsan')).toEqual([])
  })

  it('returns to the page of a sign-in of this browser, and to the start page for any other', () => {
    const { signIn, start } = setUp()
    const { oauthState, sealed } = start()
    expect(signIn.returnPathOf({ oauthState, sealed })).toBe('/?a=1')
    expect(signIn.returnPathOf({ oauthState: start().oauthState, sealed })).toBe('/')
  })

  it('does not wait long for the name', async () => {
    const { finish, sessions, start } = setUp(undefined, () => new Promise(() => {}))
    const outcome = await finish({ code: 'c', ...start() })
    if (outcome.kind !== 'signed_in') return expect.unreachable(outcome.kind)
    const session = await sessions.read(outcome.sessionId)
    expect([session?.userId, session?.name]).toEqual(['zhangsan', undefined])
  })

  it('works without the name when WeCom refuses it', async () => {
    const { finish, start } = setUp(undefined, () => ({ errcode: 60011 }))
    expect(await finish({ code: 'c', ...start() })).toMatchObject({ kind: 'signed_in' })
  })
})
