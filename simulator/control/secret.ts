import { randomBytes } from 'node:crypto'
import { defineEventHandler, readBody } from 'h3'
import { appUnderTest } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { badRequest, objectWith } from './input.ts'

/** The admin resets an app's Secret: the old one is refused with 40001, and its access_token dies. */
export function resetSecret(world: World) {
  return defineEventHandler(async (event) => {
    const { agentId } = objectWith(await readBody(event) ?? {}, ['agentId'])
    const app = agentId === undefined ? appUnderTest(world) : world.scenario.apps.find(one => one.agentId === Number(agentId))
    if (!app) throw badRequest(`No app has the AgentId ${String(agentId)}`)
    app.agentSecret = `simulated-${randomBytes(16).toString('hex')}`
    world.credentials.revoke('access_token', app.agentId)
    return { agentId: String(app.agentId), agentSecret: app.agentSecret }
  })
}
