import { defineEventHandler, readBody } from 'h3'
import * as v from 'valibot'
import { appUnderTest } from '../world/people.ts'
import { resetAgentSecret } from '../world/secret.ts'
import type { World } from '../world/world.ts'
import { agentId, badRequest, check } from './input.ts'

const request = v.strictObject({ agentId: v.optional(agentId) })

/** Resets the Secret of the app under test, or of another. */
export function resetSecret(world: World) {
  return defineEventHandler(async (event) => {
    const { agentId: asked } = check(request, await readBody(event) ?? {})
    const app = asked === undefined ? appUnderTest(world) : world.scenario.apps.find(one => one.agentId === asked)
    if (!app) throw badRequest(`No app has the AgentId ${asked}`)
    const { agentSecret } = resetAgentSecret(world, app)
    return { agentId: String(app.agentId), agentSecret }
  })
}
