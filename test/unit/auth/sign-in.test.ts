import { describe, expect, it } from 'vitest'
import { createOauthStates } from '../../../server/auth/oauth-states.ts'
import { createSessions } from '../../../server/auth/sessions.ts'
import { createSignIn } from '../../../server/auth/sign-in.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import type { Endpoint } from '../../support/fake-wecom.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const encryption = createEncryption(['a password of thirty-two characters'], 'sign-in')
const redirectUri = 'https://sidebar.example.com/auth/callback'

const isZhangsan: Endpoint = () => ({ errcode: 0, userid: 'zhangsan' })

function setUp(getuserinfo = isZhangsan, userGet: Endpoint = () => ({ errcode: 0, name: '张三' })) {
  const vault = createPlainVault()
  const wecom = createFakeWecom({ 'auth/getuserinfo': getuserinfo, 'user/get': userGet })
  const sessions = createSessions(vault, Date.now)
  const signIn = createSignIn({
    corpId: 'ww1',
    agentId: '1',
    oauthBase: 'https://oauth',
    ssoBase: 'https://sso',
    wecom: wecom.client,
    oauthStates: createOauthStates({ encryption, vault, now: Date.now }),
    sessions,
  })
  const start = (attempt = 0) => signIn.start({ insideWecom: true, redirectUri, returnPath: '/?a=1', attempt })
  return { signIn, sessions, wecom, start }
}

describe('sign-in', () => {
  it('goes to WeCom inside the client, to the scan page outside', async () => {
    const { signIn, start } = setUp()
    expect(start().url).toMatch(/^https:\/\/oauth\/connect\/oauth2\/authorize\?.*#wechat_redirect$/)
    const { url } = signIn.start({ insideWecom: false, redirectUri, returnPath: '/', attempt: 0 })
    expect(url).toMatch(/^https:\/\/sso\/wwlogin\/sso\/login\?/)
  })

  it('creates a session for the member that WeCom returns', async () => {
    const { signIn, sessions, start } = setUp()
    const outcome = await signIn.finish({ code: 'c', ...start() })
    if (outcome.kind !== 'signed_in') return expect.unreachable(outcome.kind)
    expect(outcome.returnPath).toBe('/?a=1')
    expect(await sessions.read(outcome.sessionId)).toEqual({ userId: 'zhangsan', name: '张三' })
  })

  it('does not call WeCom when state or code is wrong', async () => {
    const { signIn, wecom, start } = setUp()
    const one = start()
    const two = start(1)
    const finish = (oauthState?: string) => signIn.finish({ code: 'c', oauthState, sealed: one.sealed })
    expect(await finish()).toMatchObject({ kind: 'again', attempt: 1, returnPath: '/' })
    expect(await finish(two.oauthState)).toMatchObject({ kind: 'again', attempt: 2, returnPath: '/' })
    for (const code of [undefined, '', ['c'], 'c'.repeat(513)]) {
      expect(await signIn.finish({ code, ...start() })).toMatchObject({ kind: 'again', attempt: 1 })
    }
    expect(wecom.calls).toEqual([])
  })

  it.each([40029, 42003, 42022, 41008])('starts again when WeCom refuses the code with %i', async (errcode) => {
    const { signIn, start } = setUp(() => ({ errcode }))
    const outcome = await signIn.finish({ code: 'used', ...start(1) })
    expect(outcome).toEqual({ kind: 'again', refused: 'code', returnPath: '/?a=1', attempt: 2 })
  })

  it('reports other refusals instead of starting again', async () => {
    const { signIn, start } = setUp(() => ({ errcode: 50001 }))
    await expect(signIn.finish({ code: 'c', ...start() })).rejects.toMatchObject({ errcode: 50001 })
  })

  it('refuses a person who is not a member', async () => {
    const { signIn, start } = setUp(() => ({ errcode: 0, openid: 'o1', external_userid: 'wm1' }))
    expect(await signIn.finish({ code: 'c', ...start() })).toEqual({ kind: 'not_a_member' })
  })

  it('does not wait long for the name', async () => {
    const { signIn, sessions, start } = setUp(undefined, () => new Promise(() => {}))
    const outcome = await signIn.finish({ code: 'c', ...start() })
    if (outcome.kind !== 'signed_in') return expect.unreachable(outcome.kind)
    expect(await sessions.read(outcome.sessionId)).toEqual({ userId: 'zhangsan', name: undefined })
  })

  it('works without the name when WeCom refuses it', async () => {
    const { signIn, start } = setUp(undefined, () => ({ errcode: 60011 }))
    expect(await signIn.finish({ code: 'c', ...start() })).toMatchObject({ kind: 'signed_in' })
  })
})
