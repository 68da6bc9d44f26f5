import type { App } from '../../scenarios/scenario.ts'
import type { World } from '../../world/world.ts'
import { Refusal } from '../refusal.ts'

/**
 * Checks that a call's `agentid`, a number or digits, is the app of the access token.
 *
 * @throws Refusal 41011, 40056, 301002
 */
export function checkAgent({ scenario }: World, app: App, agentId: unknown): void {
  if (agentId === undefined || agentId === '') throw new Refusal(41011, 'no agentid in the body')
  if (!scenario.apps.some(one => String(one.agentId) === String(agentId))) {
    throw new Refusal(40056, 'there is no such app')
  }
  if (String(app.agentId) !== String(agentId)) throw new Refusal(301002, 'the access_token belongs to another app')
}
