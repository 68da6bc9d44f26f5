import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../server/errors/app-error.ts'
import { createWechatLogin, WECHAT_STATE_MS } from '../../../server/identity/wechat-login.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { coded } from '../../support/coded.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const SHOP = 'https://shop.example.com'
const CALLBACK = 'https://sidebar.example.com/auth/wechat/callback'
const base = { secret: 's', name: 'n', openPlatform: 'main' }
const website = { ...base, appId: 'wxWebsite', kind: 'website' as const, origins: [SHOP] }
const account = { ...base, appId: 'wxAccount', kind: 'officialAccount' as const, origins: [SHOP] }
const apps = [
  website, account, { ...base, appId: 'wxPlain', kind: 'website' as const },
  { ...base, appId: 'wxMobile', kind: 'mobileApp' as const },
  { ...base, appId: 'wxMini', kind: 'miniProgram' as const },
]

let time: number
let exchanged: string[]
let counted: number
let login: ReturnType<typeof createWechatLogin>
const create = (configured = apps) => createWechatLogin({
  apps: configured,
  oauthBase: 'https://open.weixin.qq.com',
  encryption: createEncryption(['a password of thirty-two characters'], 'wechat-sign-in'),
  vault: createPlainVault(createMemoryStore(() => time)),
  now: () => time,
  async toTicket(appId, code) {
    if (code === 'bad') throw new AppError('wechat_code_invalid')
    exchanged.push(`${appId} ${code}`)
    return 'ticket1'
  },
})
beforeEach(() => {
  time = 1_700_000_000_000
  exchanged = []
  counted = 0
  login = create()
})

const countFailures = async <T>(work: () => Promise<T>) => {
  counted++
  return work()
}
const start = (appId = website.appId, page = `${SHOP}/a?b=1#c`) => login.start(appId, page, CALLBACK)
const finish = (answer: { oauthState: unknown, sealed: unknown, code?: unknown }) =>
  login.finish({ code: 'code1', ...answer }, countFailures)

describe('the way to WeChat', () => {
  it.each([
    [website.appId, 'https://open.weixin.qq.com/connect/qrconnect', 'snsapi_login'],
    [account.appId, 'https://open.weixin.qq.com/connect/oauth2/authorize', 'snsapi_userinfo'],
  ])('of %s leads to its page, as documented', (appId, address, scope) => {
    const { url, oauthState } = start(appId)
    expect(oauthState).toMatch(/^[0-9a-zA-Z]{32,128}$/)
    expect(url).toBe(`${address}?appid=${appId}&redirect_uri=${encodeURIComponent(CALLBACK)}&response_type=code`
      + `&scope=${scope}&state=${oauthState}#wechat_redirect`)
  })

  it.each(['wxMobile', 'wxMini', 'wxUnknown'])('is closed to %s', appId =>
    expect(() => start(appId)).toThrow(expect.objectContaining({ code: 'unknown_app' })))

  it.each([[website.appId, 'https://evil.example/'], [website.appId, '/a'], ['wxPlain', `${SHOP}/`]])(
    'of %s returns to no page at %s',
    (appId, page) => expect(() => start(appId, page)).toThrow(expect.objectContaining({ code: 'invalid_request' })),
  )
})

describe('the way back', () => {
  it('gives the page a ticket, once', async () => {
    const started = start()
    expect(await finish(started)).toEqual({ page: `${SHOP}/a?b=1&wechat_ticket=ticket1#c` })
    expect(exchanged).toEqual(['wxWebsite code1'])
    expect(await finish(started)).toMatchObject({ page: `${SHOP}/a?b=1&wechat_error=wechat_code_used#c` })
    expect(exchanged).toHaveLength(1)
  })

  it('takes a code of up to 512 characters', async () => {
    const code = 'x'.repeat(512)
    expect(await finish({ ...start(), code })).not.toHaveProperty('failure')
    expect(exchanged).toEqual([`wxWebsite ${code}`])
  })

  it('tells the page why there is no ticket', async () => {
    for (const [code, error] of [
      [undefined, 'wechat_consent_refused'], ['', 'wechat_consent_refused'], [['a', 'b'], 'wechat_code_invalid'],
      ['x'.repeat(513), 'wechat_code_invalid'],
    ] as const) {
      expect(await finish({ ...start(), code })).toEqual({
        page: `${SHOP}/a?b=1&wechat_error=${error}#c`, failure: coded(error),
      })
    }
    // Nothing of these was a code that WeChat could refuse.
    expect(counted).toBe(0)
    expect((await finish({ ...start(), code: 'bad' })).page).toContain('wechat_error=wechat_code_invalid')
    expect(counted).toBe(1)
  })

  it('is closed to states that are forged, foreign or late, and asks nobody about them', async () => {
    const mine = start()
    const theirs = start()
    const wrong = [
      { ...mine, oauthState: undefined }, { ...mine, oauthState: '' }, { ...mine, oauthState: 'f'.repeat(64) },
      { ...mine, oauthState: [mine.oauthState, mine.oauthState] }, { ...mine, oauthState: theirs.oauthState },
      { ...mine, sealed: undefined }, { ...mine, sealed: theirs.sealed }, { ...mine, sealed: `A${mine.sealed}` },
      { ...mine, sealed: mine.sealed.slice(1) },
    ]
    for (const one of wrong) await expect(finish(one)).rejects.toEqual(coded('wechat_state_refused'))
    time += WECHAT_STATE_MS
    await expect(finish(mine)).rejects.toEqual(coded('wechat_state_refused'))
    expect([exchanged, counted]).toEqual([[], 0])
  })

  it('is closed when the app is no longer configured', async () => {
    const started = start()
    login = create([account])
    await expect(finish(started)).rejects.toEqual(coded('wechat_state_refused'))
  })

  it('is closed when the origin is no longer configured', async () => {
    const started = start()
    login = create([{ ...website, origins: ['https://new.example.com'] }])
    await expect(finish(started)).rejects.toEqual(coded('wechat_state_refused'))
  })
})
