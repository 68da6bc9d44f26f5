import type { CallbackSender } from '../callback/sender.ts'
import type { World } from '../world/world.ts'
import type { Action, Performers } from './action.ts'
import { cardActions } from './cards.ts'
import { contactActions } from './contacts.ts'
import { groupActions } from './groups.ts'
import { messageActions } from './messages.ts'
import { tagActions } from './tags.ts'

/** Where an action takes place; a started Simulator is one. */
export interface Stage {
  world: World
  callbacks: CallbackSender
}

/**
 * Performs one action and tells the shell that the world has changed.
 *
 * @throws ActionError
 */
export function performAction({ world, callbacks }: Stage, action: Action): void {
  const performers: Performers = {
    ...cardActions(world, callbacks),
    ...contactActions(world, callbacks),
    ...messageActions(world),
    ...groupActions(world, callbacks),
    ...tagActions(world, callbacks),
  }
  // Each key has the function for its own action; TypeScript cannot infer that for a union.
  const perform = performers[action.action] as (action: Action) => void
  perform(action)
  world.notices.send({ kind: 'world' })
}
