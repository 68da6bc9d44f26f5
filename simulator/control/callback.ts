import { createRouter, defineEventHandler, readBody } from 'h3'
import * as v from 'valibot'
import { ActionError, actionSchema } from '../actions/action.ts'
import { performAction } from '../actions/perform.ts'
import { isAesKey } from '../callback/crypto.ts'
import type { Receiver } from '../callback/envelope.ts'
import type { CallbackSender } from '../callback/sender.ts'
import { verifyReceiver } from '../callback/verify.ts'
import type { World } from '../world/world.ts'
import { badRequest, check } from './input.ts'

const receiverSchema: v.GenericSchema<unknown, Receiver> = v.strictObject({
  url: v.pipe(
    v.string(),
    v.check(url => URL.parse(url)?.protocol === 'http:', 'must be an http address: the simulator speaks no TLS'),
    v.transform(url => new URL(url).href),
  ),
  token: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9]{1,32}$/, 'must be 1 to 32 letters and digits')),
  aesKey: v.pipe(v.string(), v.check(isAesKey, 'must be 43 letters and digits')),
})

const deliverySchema = v.strictObject({
  order: v.optional(v.picklist(['queued', 'reversed', 'shuffled'])),
  copies: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))),
})

/** The callback address (接收消息), and the actions of people in WeCom that cause callbacks. */
export function callbackApi(world: World, callbacks: CallbackSender) {
  const describe = () => ({
    url: world.receiver?.url ?? null,
    deliveries: callbacks.deliveries(),
  })
  return createRouter()
    .get('/simulator/callback', defineEventHandler(describe))
    .put('/simulator/callback', defineEventHandler(async (event) => {
      const receiver = check(receiverSchema, await readBody(event))
      const problem = await verifyReceiver(world, receiver)
      if (problem !== undefined) throw badRequest(`The address was not saved: ${problem}`)
      world.receiver = receiver
      return describe()
    }))
    .delete('/simulator/callback', defineEventHandler(() => {
      world.receiver = undefined
      return describe()
    }))
    .post('/simulator/callback/deliver', defineEventHandler(async (event) => {
      return { delivered: await callbacks.deliver(check(deliverySchema, await readBody(event) ?? {})) }
    }))
    .post('/simulator/actions', defineEventHandler(async (event) => {
      const action = check(actionSchema, await readBody(event))
      try {
        performAction({ world, callbacks }, action)
      }
      catch (error) {
        throw error instanceof ActionError ? badRequest(error.message) : error
      }
      return { delivery: callbacks.deliveries().at(-1) ?? null }
    }))
}
