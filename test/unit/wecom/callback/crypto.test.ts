import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCallback } from '../../../../server/wecom/callback/crypto.ts'
import { callbackSignature, encryptMessage } from '../../../../simulator/callback/crypto.ts'
import { coded } from '../../../support/coded.ts'
import { refusedBy } from './refused-by.ts'

/** Official and published vectors (doc 90968 and its tool). */
const vectors = [
  {
    secrets: {
      token: 'QDG6eK',
      aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
      corpId: 'wx5823bf96d3bd56c7',
    },
    text: {
      signature: '477715d11cdb4164915debcba66cb864d751f3e6',
      timestamp: '1409659813',
      nonce: '1372623149',
      encrypted: 'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg'
        + '3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+k'
        + 'DZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6ti'
        + 'WSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p'
        + '8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
    },
    message: [
      '<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>',
      '<FromUserName><![CDATA[mycreate]]></FromUserName>',
      '<CreateTime>1409659813</CreateTime>',
      '<MsgType><![CDATA[text]]></MsgType>',
      '<Content><![CDATA[hello]]></Content>',
      '<MsgId>4561255354251345929</MsgId>',
      '<AgentID>218</AgentID>',
      '</xml>',
    ].join('\n'),
  },
  {
    secrets: {
      token: 'kjr2TKI8umCBfVF3wAHk8JiPwma5VBme',
      aesKey: '4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws',
      corpId: 'ww6a112864f8022910',
    },
    text: {
      signature: '1ba3cb09c0d2c2b3ed6900d37f91a6efae6cb011',
      timestamp: '1583940690',
      nonce: 'VHh7ymSeb0jc4lSb',
      encrypted: '6KmUQuPVu7UhjyVqRdbo5SfcRqaHvbUlKSHFvBV2ZuR6TIlKsygcfeSd1GDplg1C5KSKr6UPHCaC/nIX3ZNt9w==',
    },
    message: '94966531020182955848408',
  },
]
const { secrets } = vectors[0]!

function signed(encrypted: string) {
  return { encrypted, timestamp: '1', nonce: 'n', signature: callbackSignature(secrets.token, '1', 'n', encrypted) }
}

const sign = (message: string, corpId = secrets.corpId) => signed(encryptMessage(secrets.aesKey, message, corpId))

describe('openCallback', () => {
  it.each(vectors)('opens the vector of $secrets.corpId', ({ secrets: own, text, message }) => {
    expect(openCallback(own, text)).toBe(message)
  })

  it('opens any message', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (message) => {
      expect(openCallback(secrets, sign(message))).toBe(message)
    }))
  })

  it('refuses another token, key, corp, timestamp or nonce, and tells the log which check failed', () => {
    const text = sign('hello')
    const refused = (check: Parameters<typeof refusedBy>[0], own: typeof secrets, given: typeof text) =>
      expect(() => openCallback(own, given)).toThrow(refusedBy(check))
    refused('signature', { ...secrets, token: 'other' }, text)
    refused('decryption', { ...secrets, aesKey: 'a'.repeat(43) }, text)
    refused('receiver', { ...secrets, corpId: 'ww0000000000000000' }, text)
    refused('signature', secrets, { ...text, timestamp: '2' })
    refused('signature', secrets, { ...text, nonce: 'm' })
    refused('signature', secrets, { ...text, signature: '' })
    refused('receiver', secrets, sign('hello', ''))
  })

  it('refuses any flipped bit, and any rubbish with a valid signature', () => {
    const text = sign('a message of some length, so that there are several blocks')
    fc.assert(fc.property(fc.nat(), (position) => {
      const bytes = Buffer.from(text.encrypted, 'base64')
      bytes[(position >> 3) % bytes.length]! ^= 1 << (position & 7)
      const flipped = { ...text, encrypted: bytes.toString('base64') }
      expect(() => openCallback(secrets, flipped)).toThrow(coded('invalid_request'))
    }))
    fc.assert(fc.property(fc.oneof(fc.base64String(), fc.string()), (encrypted) => {
      expect(() => openCallback(secrets, signed(encrypted))).toThrow(coded('invalid_request'))
    }))
  })

  describe('with a padding of our own', () => {
    const key = Buffer.from(`${secrets.aesKey}=`, 'base64')
    /** Signs and encrypts these bytes as they are. */
    function sealed(...bytes: Uint8Array[]) {
      const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
      return signed(Buffer.concat([cipher.update(Buffer.concat(bytes)), cipher.final()]).toString('base64'))
    }
    /** 16 random bytes, the length of `hello`, and 6 more than a block with the corp id. */
    const content = Buffer.from(`${'r'.repeat(16)}\0\0\0\u0005hello${secrets.corpId}`)
    const padding = (length: number, value = length) => Buffer.alloc(length, value)
    const missing = 16 - content.length % 16

    it('opens whole paddings of up to 32 bytes', () => {
      expect(openCallback(secrets, sealed(content, padding(missing)))).toBe('hello')
      expect(openCallback(secrets, sealed(content, padding(missing + 16)))).toBe('hello')
    })

    it.each([
      ['longer than 32 bytes', content, padding(missing + 32)],
      ['of zeros', content, padding(missing, 0)],
      ['whose first byte differs', content, padding(1, 1), padding(missing - 1, missing)],
      ['longer than the text', padding(16, 32)],
      ['and no content', padding(32)],
      ['and too little content for a length', content.subarray(0, 17), padding(15)],
      ['and a length beyond the end', Buffer.alloc(20, 255), padding(12)],
    ])('refuses a padding %s', (_what, ...bytes) => {
      expect(() => openCallback(secrets, sealed(...bytes as Buffer[]))).toThrow(refusedBy('decryption'))
    })

    it('refuses an empty message of no corp because of the corp: its length is right', () => {
      expect(() => openCallback(secrets, sealed(Buffer.alloc(20), padding(12)))).toThrow(refusedBy('receiver'))
    })
  })
})
