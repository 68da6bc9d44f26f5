import type { ErrorCode } from '../../../shared/errors.ts'
import { coded } from '../../support/coded.ts'
import { describe, expect, it, vi } from 'vitest'
import { createMemberSignIn } from '../../../server/identity/member-sign-in.ts'
import { createMemberSessions } from '../../../server/identity/mini-program-sessions.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import type { Answer } from '../../support/fake-wecom.ts'
import { CORP } from '../../support/identity-world.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const SESSION_KEY = 'HyVFkGl5F5OQWJZZaNzBBg=='
const good = { errcode: 0, corpid: CORP, userid: 'linxiaotong', session_key: SESSION_KEY }

function create(answer: Answer) {
  const queries: URLSearchParams[] = []
  const { client, count } = createFakeWecom({ 'miniprogram/jscode2session': (query) => {
    queries.push(query)
    return answer
  } })
  const sessions = createMemberSessions(createPlainVault())
  const standings = { of: vi.fn(async () => 'active' as 'active' | 'gone'), confirm: vi.fn(async () => {}) }
  return { signIn: createMemberSignIn({ wecom: client, corpId: CORP, sessions, standings }), standings, queries, count }
}

describe('a member who opens a mini program in WeCom', () => {
  it('gets a session that tells who he is, and no key', async () => {
    const { signIn, queries } = create(good)
    const answer = await signIn.signIn('code')
    expect(answer).toEqual({
      userId: 'linxiaotong', session: expect.stringMatching(/^[0-9a-f]{128}$/), expiresInSeconds: 43_200,
    })
    expect(await signIn.identify(answer.session)).toEqual({ userId: 'linxiaotong' })
    expect(Object.fromEntries(queries[0]!))
      .toEqual({ access_token: 'token-1', js_code: 'code', grant_type: 'authorization_code' })
    await expect(signIn.identify('0'.repeat(128))).rejects.toMatchObject({ code: 'mini_program_session_required' })
  })

  it('is out when WeCom says that the member has left, and stays out', async () => {
    const { signIn, standings } = create(good)
    const { session } = await signIn.signIn('code')
    expect(standings.confirm).toHaveBeenCalledExactlyOnceWith('linxiaotong')
    standings.of.mockResolvedValueOnce('gone')
    await expect(signIn.identify(session)).rejects.toEqual(coded('mini_program_session_required'))
    expect(standings.of).toHaveBeenCalledExactlyOnceWith('linxiaotong')
    await expect(signIn.identify(session)).rejects.toEqual(coded('mini_program_session_required'))
  })

  it('is out after a sign-out everywhere, however the userid is spelled', async () => {
    const { signIn } = create(good)
    const { session } = await signIn.signIn('code')
    await signIn.signOut('LinXiaoTong')
    await expect(signIn.identify(session)).rejects.toEqual(coded('mini_program_session_required'))
  })

  it('never costs the token that everything else uses, whatever is tried', async () => {
    const { signIn, count, queries } = create({ errcode: 40014 })
    for (let i = 0; i < 5; i++) await expect(signIn.signIn('foreign')).rejects.toMatchObject({ code: 'wecom_config' })
    expect(count('gettoken')).toBe(1)
    expect(queries.map(query => query.get('access_token'))).toEqual(Array.from({ length: 5 }, () => 'token-1'))
  })

  it.each<[string, Answer, ErrorCode]>([
    ['an invented code', { errcode: 40029 }, 'mini_program_code_invalid'],
    ['a used code', { errcode: 42022 }, 'mini_program_code_invalid'],
    ['a member of another corp', { ...good, corpid: 'ww0000000000000002' }, 'mini_program_code_invalid'],
    ['a mini program of another app', { errcode: 40014 }, 'wecom_config'],
    ['an app without permission', { errcode: 48002 }, 'wecom_config'],
    ['WeCom\'s limit of calls', { errcode: 45009 }, 'wecom_busy'],
    ['no userid', { ...good, userid: '' }, 'wecom_unavailable'],
    ['a bad key', { ...good, session_key: 'short' }, 'wecom_unavailable'],
  ])('gets none for %s', async (_name, answer, code) => {
    await expect(create(answer).signIn.signIn('code')).rejects.toEqual(coded(code))
  })
})
