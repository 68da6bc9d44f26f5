import { randomInt } from 'node:crypto'
import { callbackSignature, encryptMessage } from './crypto.ts'

/** The values that an admin enters under 接收消息 → 设置API接收 (doc 90930). */
export interface Receiver {
  url: string
  token: string
  /** EncodingAESKey, 43 characters. */
  aesKey: string
}

/** An encrypted message and the address it is sent to. */
export interface Envelope {
  /** With msg_signature, timestamp and nonce. */
  url: string
  encrypted: string
}

/** Signs and encrypts a message for the receiver. @param nowMs milliseconds of the simulated clock */
export function seal({ url, token, aesKey }: Receiver, corpId: string, message: string, nowMs: number): Envelope {
  const timestamp = String(Math.floor(nowMs / 1000))
  const nonce = String(randomInt(1_000_000_000, 9_999_999_999))
  const encrypted = encryptMessage(aesKey, message, corpId)
  const target = new URL(url)
  target.searchParams.set('msg_signature', callbackSignature(token, timestamp, nonce, encrypted))
  target.searchParams.set('timestamp', timestamp)
  target.searchParams.set('nonce', nonce)
  return { url: target.href, encrypted }
}

/** doc 90930: the body of a POST. */
export function envelopeXml(corpId: string, agentId: number, encrypted: string): string {
  return `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><AgentID><![CDATA[${agentId}]]></AgentID>`
    + `<Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
}
