/// <reference lib="dom" />
import { watchEffect } from 'vue'
import { live } from './live.ts'
import { session } from './session.ts'
import { writeUrl } from './url-state.ts'

/** Keeps the shell's address a link to what is on the screen. @returns a function that stops it */
export function followAddress(): () => void {
  return watchEffect(() => {
    const { client, place, entry, width, world } = session
    const shown = { client, isInChats: place === 'chats', entry, width, faults: live.faults.names }
    history.replaceState(null, '', writeUrl(shown, world.members[0]?.userId ?? ''))
  })
}
