import * as wecomCrypto from '@wecom/crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callbackSignature, decryptMessage, encryptMessage, isAesKey } from '../../../simulator/callback/crypto.ts'

const KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'

describe('doc 90968: the official example', () => {
  const encrypted = 'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=='
  it('is signed and decrypted', () => {
    expect(callbackSignature('QDG6eK', '1409659813', '1372623149', encrypted)).toBe('477715d11cdb4164915debcba66cb864d751f3e6')
    const { message, receiveId } = decryptMessage(KEY, encrypted)
    expect(receiveId).toBe('wx5823bf96d3bd56c7')
    expect(message.split('\n')).toHaveLength(8)
    expect(message).toContain('<Content><![CDATA[hello]]></Content>')
  })
  it('comes out the same when encrypted again with the same random', () => {
    const { message, receiveId } = decryptMessage(KEY, encrypted)
    expect(encryptMessage(KEY, message, receiveId, Buffer.from('0960688932c47ef1'))).toBe(encrypted)
  })
})

it('doc 90930: the verification made by the official tool', () => {
  const echo = '6KmUQuPVu7UhjyVqRdbo5SfcRqaHvbUlKSHFvBV2ZuR6TIlKsygcfeSd1GDplg1C5KSKr6UPHCaC/nIX3ZNt9w=='
  expect(callbackSignature('kjr2TKI8umCBfVF3wAHk8JiPwma5VBme', '1583940690', 'VHh7ymSeb0jc4lSb', echo)).toBe('1ba3cb09c0d2c2b3ed6900d37f91a6efae6cb011')
  expect(decryptMessage('4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws', echo)).toEqual({ message: '94966531020182955848408', receiveId: 'ww6a112864f8022910' })
})

it('doc 90930: the message made by the official tool', () => {
  const encrypted = 'EUCt7xMcNiyASzZj0Hjc5yDjFQrCum6AfQ3ntHiUzjGQ51xieKmbvtrZ40/EcB2W/W8yH0n4Lqx48gJl/T9HD/R309I0P/r5pIZucK3lyEn48FYMr4YdE0QdL2jIJ3xkcXUr6uzefzCxG6lMvwpAJaOyVCzN7sRRw47njfxy5EIqU6R9ZBhlTzfdnhhOhK/nTwzrZX3SoGlXFA9OBeZ6ru1NWpXFk76x9DUMe0lcxPPiUqK8ctnQcYXSGUHVqC6DfG7E7mab0OmruNN8cBZY5d3dYOBA4OgaH55Q0AJmUpdT8vNiXpXx+6TxT3TIjySXpDrHVyrsb772aYywgg/Nu4kUmGkALwFZlzhjNegR7wDwb9lr4ERXsSSS8JZ8lbBmaQ3F2Tq584xoPj5rIhXAF734ynm4no1g+SdHiNqR328='
  expect(callbackSignature('kz7Yx62CH8SaLN', '1583995625', '1584392382', encrypted)).toBe('f265ae551b1932727204c3d707628d01376a6940')
  expect(decryptMessage('cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP', encrypted).message).toContain('<MsgId>2018405441</MsgId>')
})

it('doc 90968: encryption with a fixed random', () => {
  const encrypted = encryptMessage(KEY, 'success', 'wx5823bf96d3bd56c7', Buffer.from('0123456789abcdef'))
  expect(encrypted).toBe('sKqRbbiSUnDhFHOvPjtUMbWS28WQJEcq+Mzda1Jz7/48f8S/Ty+bA9T4kUGo9xXppbi6Xb5CJDNdGLzlBP6xcQ==')
  expect(callbackSignature('QDG6eK', '1409659813', '1372623149', encrypted)).toBe('c6700a4d26ea694b666a1d78933ea5cca2bdb6ba')
})

describe('any message', () => {
  it('comes back, here and in WeCom\'s own @wecom/crypto', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.stringMatching(/^[a-z0-9]{0,20}$/), (message, receiveId) => {
      const encrypted = encryptMessage(KEY, message, receiveId)
      expect(decryptMessage(KEY, encrypted)).toEqual({ message, receiveId })
      expect(wecomCrypto.decrypt(KEY, encrypted)).toMatchObject({ message, id: receiveId })
    }), { numRuns: 500 })
  })
  it('is signed as @wecom/crypto signs', () => {
    fc.assert(fc.property(fc.string(), fc.nat().map(String), fc.nat().map(String), fc.base64String(), (token, timestamp, nonce, encrypted) => {
      expect(callbackSignature(token, timestamp, nonce, encrypted)).toBe(wecomCrypto.getSignature(token, timestamp, nonce, encrypted))
    }), { numRuns: 500 })
  })
})

it('knows an EncodingAESKey', () => {
  expect([KEY, KEY.slice(1), `${KEY}a`, KEY.replace('j', '+')].map(isAesKey)).toEqual([true, false, false, false])
})
