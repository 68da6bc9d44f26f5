import { describe, expect, it } from 'vitest'
import { createCallbackReceiver } from '../../../../server/wecom/callback/receiver.ts'
import { callbackSignature, encryptMessage } from '../../../../simulator/callback/crypto.ts'
import { coded } from '../../../support/coded.ts'

const secrets = { token: 'token', aesKey: 'k'.repeat(43), corpId: 'ww0123456789abcdef' }
const NOW = 1_700_000_000
const receiver = createCallbackReceiver(secrets, () => NOW * 1_000)

function sent(message: string, { timestamp = String(NOW), nonce = 'nonce' } = {}) {
  const encrypted = encryptMessage(secrets.aesKey, message, secrets.corpId)
  const query = { msg_signature: callbackSignature(secrets.token, timestamp, nonce, encrypted), timestamp, nonce }
  return { query, encrypted }
}

describe('createCallbackReceiver', () => {
  it('opens what WeCom signed', () => {
    const { query, encrypted } = sent('1234')
    expect(receiver.open({ ...query, echostr: encrypted }, encrypted)).toBe('1234')
  })

  it('reads the event in the body of a POST', () => {
    const event = '<xml><Event>change_external_contact</Event><ExternalUserID>wm1</ExternalUserID></xml>'
    const { query, encrypted } = sent(event)
    const body = `<xml><ToUserName>corp</ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
    expect(receiver.readEvent(query, body)).toEqual({ kind: 'customer', externalUserId: 'wm1', userId: '' })
    expect(() => receiver.readEvent(query, '<xml></xml>')).toThrow(coded('invalid_request'))
    expect(() => receiver.readEvent(query, undefined)).toThrow(coded('invalid_request'))
  })

  it.each([-300, 300])('takes a message %d seconds from now', (seconds) => {
    const { query, encrypted } = sent('x', { timestamp: String(NOW + seconds) })
    expect(receiver.open(query, encrypted)).toBe('x')
  })

  it.each([-301, 301])('refuses a message %d seconds from now', (seconds) => {
    const { query, encrypted } = sent('x', { timestamp: String(NOW + seconds) })
    expect(() => receiver.open(query, encrypted)).toThrow(coded('invalid_request'))
  })

  it.each([
    ['a doubled signature', { msg_signature: ['a', 'a'] }],
    ['a doubled time', { timestamp: [String(NOW), String(NOW)] }],
    ['no nonce', { nonce: undefined }],
    ['letters before the signature', { msg_signature: `x${'0'.repeat(40)}` }],
  ])('refuses %s', (_what, change) => {
    const { query, encrypted } = sent('x')
    expect(() => receiver.open({ ...query, ...change }, encrypted)).toThrow(coded('invalid_request'))
  })

  it('refuses a time or a nonce of another form, although it is signed', () => {
    for (const values of [{ timestamp: `${NOW}.0` }, { timestamp: ` ${NOW}` }, { nonce: 'n'.repeat(65) }]) {
      const { query, encrypted } = sent('x', values)
      expect(() => receiver.open(query, encrypted)).toThrow(coded('invalid_request'))
    }
  })

  it('refuses a text that is missing or doubled', () => {
    const { query, encrypted } = sent('x')
    for (const text of [undefined, [encrypted, encrypted]]) {
      expect(() => receiver.open(query, text)).toThrow(coded('invalid_request'))
    }
  })
})
