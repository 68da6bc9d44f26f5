import * as wecomCrypto from '@wecom/crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callbackSignature, encryptMessage, isAesKey } from '../../../simulator/callback/crypto.ts'
import { AES_KEY } from './receiver.ts'
import { vectors } from './vectors.ts'

describe.each(vectors)('$source', ({ aesKey, random, message, receiveId, encrypted, ...signed }) => {
  it('is encrypted to the same text', () => {
    expect(encryptMessage(aesKey, message, receiveId, Buffer.from(random, 'hex'))).toBe(encrypted)
  })
  it('has the same signature', () => {
    const { token, timestamp, nonce, signature } = signed
    expect(callbackSignature(token, timestamp, nonce, encrypted)).toBe(signature)
  })
})

describe('any message', () => {
  it('is decrypted by WeCom\'s own @wecom/crypto', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 })
    const corpId = fc.stringMatching(/^[a-z0-9]{0,20}$/)
    fc.assert(fc.property(text, corpId, (message, receiveId) => {
      const encrypted = encryptMessage(AES_KEY, message, receiveId)
      expect(wecomCrypto.decrypt(AES_KEY, encrypted)).toMatchObject({ message, id: receiveId })
    }), { numRuns: 500 })
  })
  it('has the signature that @wecom/crypto computes', () => {
    const digits = fc.nat().map(String)
    fc.assert(fc.property(fc.string(), digits, digits, fc.base64String(), (token, timestamp, nonce, encrypted) => {
      const expected = wecomCrypto.getSignature(token, timestamp, nonce, encrypted)
      expect(callbackSignature(token, timestamp, nonce, encrypted)).toBe(expected)
    }), { numRuns: 500 })
  })
})

it('knows an EncodingAESKey', () => {
  expect([AES_KEY, AES_KEY.slice(1), `${AES_KEY}a`, AES_KEY.replace('j', '+')].map(isAesKey)).toEqual([
    true,
    false,
    false,
    false,
  ])
})
