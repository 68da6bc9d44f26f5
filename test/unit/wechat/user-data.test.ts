import { createCipheriv, createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openUserData } from '../../../server/wechat/user-data.ts'
import type { SignedUserData } from '../../../server/wechat/user-data.ts'
import { coded } from '../../support/coded.ts'

/** The official demo, WXBizDataCrypt. */
const DEMO = {
  appId: 'wx4f4bc4dec97d474b',
  sessionKey: 'tiihtNczf5v6AKRyjwEUhQ==',
  iv: 'r7BXXKkLb8qrSNn05n0qiA==',
  madeAt: 1_477_314_187_000,
  encryptedData: 'CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==',
}
/** The official example of signing. */
const SIGNED = {
  rawData: '{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN","avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0"}',
  sessionKey: 'HyVFkGl5F5OQWJZZaNzBBg==',
  signature: '75e81ceda165f4ffa64f4068af58c64b8f54b88c',
}
const demoSession = { appId: DEMO.appId, sessionKey: DEMO.sessionKey }
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex')
const demoProfile = '{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN","avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/aSKcBBPpibyKNicHNTMM0qJVh8Kjgiak2AHWr8MHM4WgMEm7GFhsf8OYrySdbvAMvTsw3mo8ibKicsnfN5pRjl1p8HQ/0"}'
const demo: SignedUserData = { rawData: demoProfile, signature: sha1(demoProfile + DEMO.sessionKey), encryptedData: DEMO.encryptedData, iv: DEMO.iv }

/** What WeChat would make of any content. */
function made(content: unknown, sessionKey = SIGNED.sessionKey): SignedUserData {
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(sessionKey, 'base64'), Buffer.from(DEMO.iv, 'base64'))
  const encryptedData = cipher.update(JSON.stringify(content), 'utf8', 'base64') + cipher.final('base64')
  return { rawData: SIGNED.rawData, signature: sha1(SIGNED.rawData + sessionKey), encryptedData, iv: DEMO.iv }
}
const NOON = Date.parse('2026-11-20T12:00:00Z')
const session = { appId: 'wx0000000000000001', sessionKey: SIGNED.sessionKey }
const profile = JSON.parse(SIGNED.rawData) as Record<string, unknown>
const content = { openId: 'o1', ...profile, unionId: 'u1', watermark: { appid: session.appId, timestamp: NOON / 1_000 } }
const refusal = { code: 'user_data_refused' }

describe('openUserData', () => {
  it('opens the official demo', () => {
    expect(openUserData(demo, demoSession, DEMO.madeAt)).toEqual({ openId: 'oGZUI0egBJY1zhBYw2KhdUfwVJJE', unionId: 'ocMvos6NjeKLIBqg5Mr9QjxrP1FA' })
  })

  it('accepts the official signature, and no other', () => {
    expect(made(content).signature).toBe(SIGNED.signature)
    expect(openUserData(made(content), session, NOON)).toEqual({ openId: 'o1', unionId: 'u1' })
    for (const signature of [sha1(SIGNED.rawData), '0'.repeat(40), '', SIGNED.signature.slice(1)]) {
      expect(() => openUserData({ ...made(content), signature }, session, NOON)).toThrow(expect.objectContaining(refusal))
    }
    expect(() => openUserData({ ...made(content), rawData: SIGNED.rawData.replace('Band', 'Bend') }, session, NOON)).toThrow(expect.objectContaining(refusal))
  })

  it('refuses another app\'s data, another session\'s, and a vector or key of the wrong length', () => {
    expect(() => openUserData(demo, { ...demoSession, appId: session.appId }, DEMO.madeAt)).toThrow(expect.objectContaining(refusal))
    const foreign = { ...made(content, DEMO.sessionKey), signature: SIGNED.signature }
    expect(() => openUserData(foreign, session, NOON)).toThrow(expect.objectContaining(refusal))
    expect(() => openUserData({ ...made(content), iv: 'AAAA' }, session, NOON)).toThrow(expect.objectContaining(refusal))
  })

  it.each([[-300_000, true], [300_000, true], [-300_001, false], [300_001, false], [-86_400_000, false]])('%i ms from now: %s', (difference, accepted) => {
    const open = () => openUserData(made(content), session, NOON - difference)
    if (accepted) expect(open()).toEqual({ openId: 'o1', unionId: 'u1' })
    else expect(open).toThrow(expect.objectContaining({ code: 'user_data_stale' }))
  })

  it('knows no unionid where WeChat sends none', () => {
    expect(openUserData(made({ ...content, unionId: undefined }), session, NOON)).toEqual({ openId: 'o1', unionId: undefined })
    expect(openUserData(made({ ...content, unionId: '' }), session, NOON).unionId).toBeUndefined()
  })

  it('never links another person, whichever bit of data or vector is flipped', () => {
    const long = made({ ...content, openId: 'oGZUI0egBJY1zhBYw2KhdUfwVJJE', unionId: 'ocMvos6NjeKLIBqg5Mr9QjxrP1FA' })
    const bytes = Buffer.concat([Buffer.from(long.iv, 'base64'), Buffer.from(long.encryptedData, 'base64')])
    fc.assert(fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const flipped = Buffer.from(bytes)
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      try {
        const opened = openUserData({ ...long, iv: flipped.toString('base64', 0, 16), encryptedData: flipped.toString('base64', 16) }, session, NOON)
        // The vector can change the openid, which the session knows better; nothing can change the unionid.
        expect(opened.unionId).toBe('ocMvos6NjeKLIBqg5Mr9QjxrP1FA')
      }
      catch (error) {
        expect(error).toEqual(coded('user_data_refused'))
      }
    }), { numRuns: 5_000 })
  })
})
