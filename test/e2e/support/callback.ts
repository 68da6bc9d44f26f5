import { expect } from 'vitest'
import { performAction, type Stage } from '../../../simulator/actions/perform.ts'
import { callbackSignature, encryptMessage } from '../../../simulator/callback/crypto.ts'
import { eventually } from '../../support/eventually.ts'

/** The app and the simulated WeCom share these. */
export const callbackToken = 'CANARYtoken123'
export const callbackAesKey = 'CANARYkeyCANARYkeyCANARYkeyCANARYkeyCANARYk'
export const callbackEnv = { NUXT_WECOM_CALLBACK_TOKEN: callbackToken, NUXT_WECOM_CALLBACK_AES_KEY: callbackAesKey }

/** Saves the callback address like an admin in WeCom's console, which verifies it first. @param origin of the app */
export async function receiveCallbacks(simulator: { url: string }, origin: string): Promise<void> {
  const answer = await fetch(`${simulator.url}/simulator/callback`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: `${origin}/wecom/callback`, token: callbackToken, aesKey: callbackAesKey }),
  })
  expect(answer.status).toBe(200)
}

/**
 * A member changes a remark in WeCom's own client.
 *
 * @returns when the app has received the callback, which WeCom sends with a delay
 */
export async function changeRemark(simulator: Stage, externalUserId: string, remark: string): Promise<void> {
  performAction(simulator, { action: 'editContact', userId: 'linxiaotong', externalUserId, remark })
  await eventually(() => {
    expect(simulator.callbacks.deliveries().at(-1)).toMatchObject({ status: 'delivered', event: { externalUserId } })
  })
}

export interface CallbackOptions {
  /** Seconds since 1970; now unless given. */
  at?: number
  /** The AES key, if it is another than the app's. */
  key?: string
}

/** A signed callback as WeCom sends it; `post` sends it to a server. */
export function signedCallback(
  corpId: string, message: string, { at = Math.floor(Date.now() / 1_000), key = callbackAesKey }: CallbackOptions = {},
) {
  const encrypted = encryptMessage(key, message, corpId)
  const query = new URLSearchParams({
    msg_signature: callbackSignature(callbackToken, String(at), 'nonce', encrypted),
    timestamp: String(at),
    nonce: 'nonce',
  })
  return { encrypted, query, post: (origin: string) => postCallback(origin, query, encrypted) }
}

/** @param origin of a server */
export function postCallback(origin: string, query: URLSearchParams, encrypted: string): Promise<Response> {
  return fetch(`${origin}/wecom/callback?${query}`, {
    method: 'POST',
    body: `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  })
}
