import { createCipheriv, createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasCode } from '../../../server/errors/app-error.ts'
import { openUserData } from '../../../server/wechat/user-data.ts'
import type { SignedUserData } from '../../../server/wechat/user-data.ts'
import { coded } from '../../support/coded.ts'

/** The profile in WeChat's examples, which differ only in the avatar. */
const profileOf = (avatar: string) =>
  '{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN",'
  + `"avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/${avatar}/0"}`

/** The official demo, WXBizDataCrypt. */
const DEMO = {
  appId: 'wx4f4bc4dec97d474b',
  sessionKey: 'tiihtNczf5v6AKRyjwEUhQ==',
  iv: 'r7BXXKkLb8qrSNn05n0qiA==',
  madeAt: 1_477_314_187_000,
  encryptedData: 'CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+3hVb'
    + 'JSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COx'
    + 'Fvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4'
    + 'ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwT'
    + 'yrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5'
    + 'oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==',
}
/** The official example of signing. */
const SIGNED = {
  rawData: profileOf('1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ'),
  sessionKey: 'HyVFkGl5F5OQWJZZaNzBBg==',
  signature: '75e81ceda165f4ffa64f4068af58c64b8f54b88c',
}
const demoSession = { appId: DEMO.appId, sessionKey: DEMO.sessionKey }
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex')
const demoProfile = profileOf(
  'aSKcBBPpibyKNicHNTMM0qJVh8Kjgiak2AHWr8MHM4WgMEm7GFhsf8OYrySdbvAMvTsw3mo8ibKicsnfN5pRjl1p8HQ',
)
const demo: SignedUserData = {
  rawData: demoProfile,
  signature: sha1(demoProfile + DEMO.sessionKey),
  encryptedData: DEMO.encryptedData,
  iv: DEMO.iv,
}
const demoUser = { openId: 'oGZUI0egBJY1zhBYw2KhdUfwVJJE', unionId: 'ocMvos6NjeKLIBqg5Mr9QjxrP1FA' }

/** Any content, encrypted and signed like WeChat does. */
function made(content: unknown, sessionKey = SIGNED.sessionKey): SignedUserData {
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(sessionKey, 'base64'), Buffer.from(DEMO.iv, 'base64'))
  const encryptedData = cipher.update(JSON.stringify(content), 'utf8', 'base64') + cipher.final('base64')
  return { rawData: SIGNED.rawData, signature: sha1(SIGNED.rawData + sessionKey), encryptedData, iv: DEMO.iv }
}
const NOON = Date.parse('2026-11-20T12:00:00Z')
const session = { appId: 'wx0000000000000001', sessionKey: SIGNED.sessionKey }
const profile = JSON.parse(SIGNED.rawData) as Record<string, unknown>
const content = {
  openId: 'o1',
  ...profile,
  unionId: 'u1',
  watermark: { appid: session.appId, timestamp: NOON / 1_000 },
}
const refused = expect.objectContaining({ code: 'user_data_refused' })

describe('openUserData', () => {
  it('opens the official demo', () => {
    expect(openUserData(demo, demoSession, DEMO.madeAt)).toEqual(demoUser)
  })

  it('accepts the official signature, and no other', () => {
    expect(made(content).signature).toBe(SIGNED.signature)
    expect(openUserData(made(content), session, NOON)).toEqual({ openId: 'o1', unionId: 'u1' })
    for (const signature of [sha1(SIGNED.rawData), '0'.repeat(40), '', SIGNED.signature.slice(1)]) {
      expect(() => openUserData({ ...made(content), signature }, session, NOON)).toThrow(refused)
    }
    const changed = { ...made(content), rawData: SIGNED.rawData.replace('Band', 'Bend') }
    expect(() => openUserData(changed, session, NOON)).toThrow(refused)
  })

  it('refuses data of another app or session, and a vector of the wrong length', () => {
    const otherApp = { ...demoSession, appId: session.appId }
    expect(() => openUserData(demo, otherApp, DEMO.madeAt)).toThrow(refused)
    const foreign = { ...made(content, DEMO.sessionKey), signature: SIGNED.signature }
    expect(() => openUserData(foreign, session, NOON)).toThrow(refused)
    expect(() => openUserData({ ...made(content), iv: 'AAAA' }, session, NOON)).toThrow(refused)
  })

  it.each([
    [-300_000, true],
    [300_000, true],
    [-300_001, false],
    [300_001, false],
    [-86_400_000, false],
  ])('data that is %i ms old is accepted: %s', (difference, accepted) => {
    const open = () => openUserData(made(content), session, NOON - difference)
    if (accepted) expect(open()).toEqual({ openId: 'o1', unionId: 'u1' })
    else expect(open).toThrow(expect.objectContaining({ code: 'user_data_stale' }))
  })

  it.each([[undefined], ['']])('reads unionId %o as none', (unionId) => {
    expect(openUserData(made({ ...content, unionId }), session, NOON)).toEqual({ openId: 'o1', unionId: undefined })
  })

  it('never returns another unionid when any bit of the data or the vector is flipped', () => {
    const long = made({ ...content, ...demoUser })
    const bytes = Buffer.concat([Buffer.from(long.iv, 'base64'), Buffer.from(long.encryptedData, 'base64')])
    fc.assert(fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const flipped = Buffer.from(bytes)
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      try {
        const [iv, encryptedData] = [flipped.toString('base64', 0, 16), flipped.toString('base64', 16)]
        const opened = openUserData({ ...long, iv, encryptedData }, session, NOON)
        // The vector can change the openid, which callers compare with the session's. Nothing can change the unionid.
        expect(opened.unionId).toBe(demoUser.unionId)
      }
      catch (error) {
        expect(error).toEqual(coded('user_data_refused'))
      }
    }), { numRuns: 5_000 })
  })

  it.each([
    ['another order', { ...profile, openId: 'o1', unionId: 'u1' }],
    ['a further field', { openId: 'o1', ...profile, points: 1, unionId: 'u1' }],
    ['a field less', { openId: 'o1', nickName: 'Band', unionId: 'u1' }],
    ['another number', { openId: 'o1', ...profile, gender: 2, unionId: 'u1' }],
    ['a unionid of another form', { openId: 'o1', ...profile, unionId: 'u"1' }],
  ])('refuses data with %s', (_what, fields) => {
    expect(() => openUserData(made({ ...fields, watermark: content.watermark }), session, NOON)).toThrow(refused)
  })

  it('S13: accepts data of wx.getUserProfile, which has no ids: the signature proves whose it is', () => {
    const { watermark } = content
    expect(openUserData(made({ ...profile, watermark }), session, NOON).openId).toBeUndefined()
    const foreign = { ...session, sessionKey: DEMO.sessionKey }
    expect(() => openUserData(made({ ...profile, watermark }), foreign, NOON)).toThrow(refused)
    expect(() => openUserData(made({ ...profile, unionId: 'u1', watermark }), session, NOON)).toThrow(refused)
    expect(() => openUserData(made({ ...profile, points: 1, watermark }), session, NOON)).toThrow(refused)
  })

  it('accepts the watermark in the order of the documentation', () => {
    const { appid, timestamp } = content.watermark
    expect(openUserData(made({ ...content, watermark: { timestamp, appid } }), session, NOON).unionId).toBe('u1')
  })

  /**
   * The forger has no unionid, knows the victim's, chooses nicknames, and receives messages of WeChat. The forged
   * message is the start of one, a block that makes the next one say what the forger wants, and the rest of another.
   * Only the block itself becomes 16 random bytes; of these, a JSON parser accepts one in ten inside a name.
   */
  it('never returns the unionid of a victim from parts of other messages', () => {
    const VICTIM = 'oVictim0123456789_abcdefghij'
    const WANTED = Buffer.from(`":0,"unionId":"${VICTIM[0]}`)
    const FILLER = 'f'.repeat(WANTED.length)
    const sent = (nickName: string) => {
      const shown = { nickName, gender: 0, language: '' }
      const rawData = JSON.stringify(shown)
      const message = made({ openId: 'o1', ...shown, watermark: content.watermark })
      return { ...message, rawData, signature: sha1(rawData + session.sessionKey) }
    }
    const blocksOf = ({ iv, encryptedData }: SignedUserData) =>
      [Buffer.from(iv, 'base64'), ...Buffer.from(encryptedData, 'base64').toString('hex').match(/.{32}/g)!
        .map(hex => Buffer.from(hex, 'hex'))]
    const textBefore = '{"openId":"o1","nickName":"'.length
    const aligned = sent('x'.repeat((16 - textBefore % 16) % 16) + FILLER + VICTIM.slice(1))
    const second = blocksOf(aligned)
    const filler = 1 + Math.ceil(textBefore / 16)
    const steering = Buffer.from(second[filler - 1]!.map((byte, i) => byte ^ FILLER.charCodeAt(i) ^ WANTED[i]!))

    const letters = fc.stringMatching(/^[a-z]{0,31}$/)
    fc.assert(fc.property(letters, fc.nat(5), fc.boolean(), (nickName, kept, signsFirst) => {
      const first = sent(nickName)
      const blocks = blocksOf(first)
      const forged = Buffer.concat([...blocks.slice(1, 1 + kept), steering, ...second.slice(filler)])
      const { rawData, signature } = signsFirst ? first : aligned
      const data = { rawData, signature, iv: first.iv, encryptedData: forged.toString('base64') }
      let unionId: string | undefined
      try {
        unionId = openUserData(data, session, NOON).unionId
      }
      catch (error) {
        if (!hasCode(error, 'user_data_refused')) throw error
      }
      if (unionId !== undefined) expect.unreachable(`linked ${unionId}`)
    }), { numRuns: 10_000 })
  })
})
