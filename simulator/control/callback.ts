import { createRouter, defineEventHandler, readBody } from 'h3'
import { ActionError } from '../actions/action.ts'
import { performAction } from '../actions/perform.ts'
import { isAesKey } from '../callback/crypto.ts'
import type { Receiver } from '../callback/envelope.ts'
import type { CallbackSender, DeliverOptions } from '../callback/sender.ts'
import { verifyReceiver } from '../callback/verify.ts'
import type { World } from '../world/world.ts'
import { badRequest, objectWith, oneOf } from './input.ts'
import { readAction } from './read-action.ts'

const ORDERS: DeliverOptions['order'][] = ['queued', 'reversed', 'shuffled']

/** Receiving messages (接收消息), and what people do in WeCom that makes it send some. */
export function callbackApi(world: World, callbacks: CallbackSender) {
  const describe = () => ({
    url: callbacks.receiver()?.url ?? null,
    deliveries: callbacks.deliveries(),
  })
  return createRouter()
    .get('/simulator/callback', defineEventHandler(describe))
    .put('/simulator/callback', defineEventHandler(async (event) => {
      const receiver = readReceiver(await readBody(event))
      const problem = await verifyReceiver(world, receiver)
      if (problem !== undefined) throw badRequest(`The address was not saved: ${problem}`)
      callbacks.register(receiver)
      return describe()
    }))
    .delete('/simulator/callback', defineEventHandler(() => {
      callbacks.register(undefined)
      return describe()
    }))
    .post('/simulator/callback/deliver', defineEventHandler(async (event) => {
      const { order, copies = 1 } = objectWith(await readBody(event) ?? {}, ['order', 'copies'])
      if (!Number.isInteger(copies) || Number(copies) < 1 || Number(copies) > 100) throw badRequest('"copies" must be 1 to 100')
      return { delivered: await callbacks.deliver({ order: oneOf('order', order ?? 'queued', ORDERS), copies: Number(copies) }) }
    }))
    .post('/simulator/actions', defineEventHandler(async (event) => {
      const action = readAction(await readBody(event))
      try {
        performAction({ world, callbacks }, action)
      }
      catch (error) {
        throw error instanceof ActionError ? badRequest(error.message) : error
      }
      return { delivery: callbacks.deliveries().at(-1) ?? null }
    }))
}

function readReceiver(body: unknown): Receiver {
  const { url, token, aesKey } = objectWith(body, ['url', 'token', 'aesKey'])
  const target = typeof url === 'string' ? URL.parse(url) : null
  if (target?.protocol !== 'http:') throw badRequest('"url" must be an http address: the simulator speaks no TLS')
  if (typeof token !== 'string' || !/^[a-zA-Z0-9]{1,32}$/.test(token)) throw badRequest('"token" must be 1 to 32 letters and digits')
  if (typeof aesKey !== 'string' || !isAesKey(aesKey)) throw badRequest('"aesKey" must be 43 letters and digits')
  return { url: target.href, token, aesKey }
}
