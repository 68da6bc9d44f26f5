import type { World } from '../world/world.ts'
import type { Action, Performers } from './action.ts'
import { contactActions } from './contacts.ts'
import { groupActions } from './groups.ts'
import { tagActions } from './tags.ts'

/** Carries one action out and lets the shell know that the world has changed. @throws ActionError */
export function performAction(world: World, action: Action): void {
  const performers: Performers = { ...contactActions(world), ...groupActions(world), ...tagActions(world) }
  // Each key has the performer of its own action; TypeScript cannot follow that through a union.
  const perform = performers[action.action] as (action: Action) => void
  perform(action)
  world.notices.send({ kind: 'world' })
}
