import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../../server/storage/memory-store.ts'
import { createCallbackReceiver } from '../../../../server/wecom/callback/receiver.ts'
import type { CallbackReceiver } from '../../../../server/wecom/callback/receiver.ts'
import { callbackSignature, encryptMessage } from '../../../../simulator/callback/crypto.ts'
import { coded } from '../../../support/coded.ts'
import { createPlainVault } from '../../../support/plain-vault.ts'
import { refusedBy } from './refused-by.ts'

const secrets = { token: 'token', aesKey: 'k'.repeat(43), corpId: 'ww0123456789abcdef' }
const NOW = 1_700_000_000

let time: number
let receiver: CallbackReceiver
beforeEach(() => {
  time = NOW * 1_000
  const vault = createPlainVault(createMemoryStore(() => time))
  receiver = createCallbackReceiver({ secrets, vault, now: () => time })
})

function sent(message: string, { timestamp = String(NOW), nonce = 'nonce' } = {}) {
  const encrypted = encryptMessage(secrets.aesKey, message, secrets.corpId)
  const query = { msg_signature: callbackSignature(secrets.token, timestamp, nonce, encrypted), timestamp, nonce }
  return { query, encrypted }
}
const echoOf = ({ query, encrypted }: ReturnType<typeof sent>) => receiver.readEcho({ ...query, echostr: encrypted })
const bodyOf = (encrypted: string) => `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`

describe('createCallbackReceiver', () => {
  it('returns the digits that WeCom sends to verify the URL', () => {
    expect(echoOf(sent('94966531020182955848408'))).toBe('94966531020182955848408')
  })

  const NO_ECHOES = ['<xml><Event>x</Event></xml>', '12a', 'a12', '', '1'.repeat(65)]
  it.each(NO_ECHOES)('does not decrypt %s for a GET', (text) => {
    expect(() => echoOf(sent(text))).toThrow(refusedBy('message'))
  })

  it('reads the event in the body of a POST', async () => {
    const { query, encrypted } = sent(
      '<xml><Event>change_external_contact</Event><ExternalUserID>wm1</ExternalUserID></xml>',
    )
    const event = { kind: 'customer', externalUserId: 'wm1', userId: '', at: 0 }
    expect(await receiver.readEvent(query, bodyOf(encrypted))).toMatchObject({ event })
    for (const body of [undefined, 'rubbish', '<xml></xml>']) {
      await expect(receiver.readEvent(query, body)).rejects.toEqual(refusedBy('body'))
    }
  })

  it('reads an event until it is handled, then not again, as long as its time is accepted', async () => {
    const ahead = sent('<xml><Event>x</Event></xml>', { timestamp: String(NOW + 300) })
    const read = () => receiver.readEvent(ahead.query, bodyOf(ahead.encrypted))
    const [first, repeated] = [await read(), await read()]
    expect([first, repeated].map(received => received?.event)).toEqual([{ kind: 'other' }, { kind: 'other' }])
    await repeated!.settle()
    for (const pass of [0, 300, 600]) {
      time = (NOW + pass) * 1_000
      expect(await read(), `${pass} s later`).toBeUndefined()
    }
    time = (NOW + 601) * 1_000
    await expect(read()).rejects.toEqual(coded('invalid_request'))
  })

  it('reads two events of the same content', async () => {
    for (let i = 0; i < 2; i++) {
      const { query, encrypted } = sent('<xml><Event>x</Event></xml>')
      const received = await receiver.readEvent(query, bodyOf(encrypted))
      expect(received?.event).toEqual({ kind: 'other' })
      await received!.settle()
    }
  })

  it.each([-300, 300])('takes a message %d seconds from now', (seconds) => {
    expect(echoOf(sent('1', { timestamp: String(NOW + seconds) }))).toBe('1')
  })

  it.each([-301, 301])('refuses a message %d seconds from now', (seconds) => {
    expect(() => echoOf(sent('1', { timestamp: String(NOW + seconds) }))).toThrow(refusedBy('timestamp'))
  })

  it.each([
    ['a doubled signature', 'query', { msg_signature: ['a', 'a'] }],
    ['a doubled time', 'query', { timestamp: [String(NOW), String(NOW)] }],
    ['no nonce', 'query', { nonce: undefined }],
    ['letters before the signature', 'query', { msg_signature: `x${'0'.repeat(40)}` }],
    ['no text', 'body', { echostr: undefined }],
    ['a doubled text', 'body', { echostr: ['a', 'a'] }],
  ] as const)('refuses %s, and tells the log that it is in the %s', (_what, check, change) => {
    const { query, encrypted } = sent('1')
    expect(() => receiver.readEcho({ ...query, echostr: encrypted, ...change })).toThrow(refusedBy(check))
  })

  it('refuses a time or a nonce of another form, although it is signed', () => {
    for (const values of [{ timestamp: `${NOW}.0` }, { timestamp: ` ${NOW}` }, { nonce: 'n'.repeat(65) }]) {
      expect(() => echoOf(sent('1', values))).toThrow(coded('invalid_request'))
    }
  })
})
