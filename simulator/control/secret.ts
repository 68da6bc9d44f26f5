import { defineEventHandler, readBody } from 'h3'
import { appUnderTest } from '../world/people.ts'
import { resetAgentSecret } from '../world/secret.ts'
import type { World } from '../world/world.ts'
import { badRequest, objectWith } from './input.ts'

/** Resets the Secret of the app under test, or of another. */
export function resetSecret(world: World) {
  return defineEventHandler(async (event) => {
    const { agentId } = objectWith(await readBody(event) ?? {}, ['agentId'])
    const app = agentId === undefined ? appUnderTest(world) : world.scenario.apps.find(one => one.agentId === Number(agentId))
    if (!app) throw badRequest(`No app has the AgentId ${String(agentId)}`)
    const { agentSecret } = resetAgentSecret(world, app)
    return { agentId: String(app.agentId), agentSecret }
  })
}
