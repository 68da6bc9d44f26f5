import {
  createError, createRouter, defineEventHandler, getQuery, getRouterParam, readBody, setResponseStatus, type H3Event,
} from 'h3'
import * as v from 'valibot'
import type { Client } from '../world/clients.ts'
import { credentialKinds } from '../world/credentials.ts'
import { appUnderTest } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { issueCode, issueUserData } from './codes.ts'
import { describeClient, describeWorld, type ShellAddresses } from './describe.ts'
import { eventStream } from './events.ts'
import { agentId, check } from './input.ts'
import { signInToMiniProgram } from './mini-program.ts'
import { sendMedia } from './media.ts'
import { readClient } from './read-client.ts'
import { readFaults } from './read-faults.ts'
import { readSettings } from './read-settings.ts'
import { resetSecret } from './secret.ts'
import { createWechatClient } from './wechat-client.ts'

const revocation = v.strictObject({ kind: v.picklist(credentialKinds), agentId: v.optional(agentId) })

/** The HTTP API that controls the simulation. The README describes it. */
export function controlApi(world: World, addresses: ShellAddresses) {
  const router = createRouter()

  router.get('/simulator/app', defineEventHandler(() => {
    const { agentId, agentSecret } = appUnderTest(world)
    return { corpId: world.scenario.corp.corpId, agentId: String(agentId), agentSecret }
  }))
  router.get('/simulator/world', defineEventHandler(() => describeWorld(world, addresses)))
  router.get('/simulator/events', eventStream(world))

  router.post('/simulator/clients', defineEventHandler(async (event) => {
    const client = world.clients.create(readClient(world, await readBody(event) ?? {}))
    setResponseStatus(event, 201)
    return describeClient(world, client)
  }))
  router.get('/simulator/clients/:id', defineEventHandler(event => describeClient(world, clientOf(world, event))))
  router.patch('/simulator/clients/:id', defineEventHandler(async (event) => {
    const client = clientOf(world, event)
    const next = readClient(world, await readBody(event), client)
    if (next.chatId === undefined) delete client.chatId
    if (next.entry === undefined) delete client.entry
    return describeClient(world, Object.assign(client, next))
  }))

  router.get('/simulator/requests', defineEventHandler((event) => {
    const { path } = getQuery(event)
    return { requests: world.log.list(typeof path === 'string' ? path : undefined), counts: world.log.counts() }
  }))
  router.delete('/simulator/requests', defineEventHandler((event) => {
    world.log.clear()
    return empty(event)
  }))

  router.post('/simulator/revoke', defineEventHandler(async (event) => {
    const { kind, agentId } = check(revocation, await readBody(event))
    return { revoked: world.credentials.revoke(kind, agentId) }
  }))
  router.post('/simulator/secret', resetSecret(world))
  router.get('/simulator/wechat-apps', defineEventHandler(() => world.scenario.wechatApps ?? []))
  router.post('/simulator/wechat-clients', createWechatClient(world))
  router.post('/simulator/codes', issueCode(world))
  router.post('/simulator/mini-program-sign-ins', signInToMiniProgram(world, addresses))
  router.post('/simulator/user-data', issueUserData(world))
  router.get('/simulator/media/:id', sendMedia(world))
  router.get('/simulator/settings', defineEventHandler(() => world.settings))
  router.get('/simulator/settings/initial', defineEventHandler(() => world.initialSettings))
  router.put('/simulator/settings', defineEventHandler(async (event) => {
    world.changeSettings(readSettings(await readBody(event)))
    return world.settings
  }))
  router.get('/simulator/faults', defineEventHandler(() => world.faults.list()))
  router.put('/simulator/faults', defineEventHandler(async (event) => {
    world.faults.replace(readFaults(await readBody(event)))
    world.notices.send({ kind: 'faults' })
    return world.faults.list()
  }))
  router.post('/simulator/reset', defineEventHandler((event) => {
    world.reset()
    return empty(event)
  }))
  return router
}

function clientOf(world: World, event: H3Event): Client {
  const client = world.clients.find(getRouterParam(event, 'id') ?? '')
  if (!client) throw createError({ statusCode: 404, statusMessage: 'Not Found', message: 'No such client' })
  return client
}

function empty(event: H3Event): null {
  setResponseStatus(event, 204)
  return null
}
