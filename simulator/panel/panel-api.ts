import {
  createError, createRouter, defineEventHandler, getHeader, getRouterParam, readBody, readRawBody, setResponseHeader,
  setResponseStatus,
} from 'h3'
import * as v from 'valibot'
import { check } from '../control/input.ts'
import type { World } from '../world/world.ts'
import { createPanelCalls, PANEL_PATH, type PanelProvider } from './provider.ts'
import { WEBHOOK_HEADERS, type WebhookHeaders } from './webhook.ts'

const replayRequest = v.strictObject({ asItWas: v.optional(v.boolean(), false) })

/** Between the app and the provider of a panel: the app calls `/panel`, the control API replays its calls. */
export function panelApi(world: World, provider: PanelProvider) {
  const calls = createPanelCalls(world, provider)
  const router = createRouter()
  router.post(PANEL_PATH, defineEventHandler(async (event) => {
    const given = new AbortController()
    event.node.res.on('close', () => given.abort())
    const { status, type, body } = await calls.send({
      body: await readRawBody(event, 'utf8') ?? '',
      webhook: Object.fromEntries(WEBHOOK_HEADERS.flatMap((name) => {
        const value = getHeader(event, name)
        return value === undefined ? [] : [[name, value]]
      })) satisfies WebhookHeaders,
      signal: given.signal,
    })
    setResponseStatus(event, status)
    setResponseHeader(event, 'content-type', type)
    return body
  }))
  router.post('/simulator/panel-calls/:id/replays', defineEventHandler(async (event) => {
    const { asItWas } = check(replayRequest, await readBody(event) ?? {})
    const answer = await calls.replay(Number(getRouterParam(event, 'id')), asItWas)
    if (!answer) throw createError({ statusCode: 404, statusMessage: 'Not Found', message: 'No such call of a panel' })
    setResponseStatus(event, 201)
    return answer.logged
  }))
  return router
}
