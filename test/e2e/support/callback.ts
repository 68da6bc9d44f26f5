import { expect } from 'vitest'
import { performAction, type Stage } from '../../../simulator/actions/perform.ts'
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
