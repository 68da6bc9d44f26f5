import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'
import { createSecretId, hashSecretId, isSecretId } from './secret-id.ts'

/** A link that was not opened ends after this long, milliseconds. */
const LINK_MS = 15 * 60_000
/** A browser that has opened a link sees the check of the set-up for this long, milliseconds. */
export const SET_UP_VISIT_MS = 60 * 60_000
const FOR_EVER_MS = 10 * 365 * 24 * 60 * 60_000

/** The check of the set-up before anybody can sign in: who can read the server's output may see it. */
export interface SetUpAccess {
  /** Whether it exists: no admin has ever signed in, or NUXT_SETUP_LINK is 1. */
  isOpen(): Promise<boolean>
  /** @returns the secret of a new link, which works once */
  createLink(): Promise<string>
  /** Uses up a link. @returns the id for the browser; undefined when the link opens nothing (any more) */
  enter(link: unknown): Promise<string | undefined>
  /** Whether the browser with this id may see the check. */
  mayLook(id: unknown): Promise<boolean>
  /** An admin has a session: from now on, admins use theirs. Writes once per process. */
  noteAdmin(): Promise<void>
}

/** @param isAlwaysOpen NUXT_SETUP_LINK */
export function createSetUpAccess(vault: Vault, isAlwaysOpen: boolean): SetUpAccess {
  const admin = vault.slot('set-up:admin', v.literal(true), FOR_EVER_MS)
  const linkOf = (id: string) => vault.slot(`set-up:link:${hashSecretId(id)}`, v.literal(true), LINK_MS)
  const visitOf = (id: string) => vault.slot(`set-up:visit:${hashSecretId(id)}`, v.literal(true), SET_UP_VISIT_MS)
  let isNoted = false

  const isOpen = async () => isAlwaysOpen || await admin.get() === undefined

  return {
    isOpen,
    async createLink() {
      const link = createSecretId()
      await linkOf(link).set(true)
      return link
    },
    async enter(link) {
      if (!isSecretId(link) || !await isOpen() || !await linkOf(link).take()) return undefined
      const id = createSecretId()
      await visitOf(id).set(true)
      return id
    },
    mayLook: async id => isSecretId(id) && await visitOf(id).get() !== undefined && await isOpen(),
    async noteAdmin() {
      if (isNoted) return
      await admin.set(true)
      isNoted = true
    },
  }
}
