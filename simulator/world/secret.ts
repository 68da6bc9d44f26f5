import { randomBytes } from 'node:crypto'
import type { App } from '../scenarios/scenario.ts'
import { appUnderTest } from './people.ts'
import type { World } from './world.ts'

/** The admin resets an app's Secret: the old one is refused with 40001, and its access_token ends. */
export function resetAgentSecret(world: World, app: App = appUnderTest(world)): App {
  app.agentSecret = `simulated-${randomBytes(16).toString('hex')}`
  world.credentials.revoke('access_token', app.agentId)
  return app
}
