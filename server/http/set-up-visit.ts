import { getCookie, setCookie } from 'h3'
import type { H3Event } from 'h3'
import { SET_UP_VISIT_MS } from '../auth/set-up-access.ts'
import { useServices } from '../services/services.ts'
import { attributesOf, nameOf } from './cookies.ts'

const visit = (event: H3Event) => nameOf(event, 'wecom_set_up')

/** Lets the browser see the check of the set-up, and nothing else. */
export function writeSetUpCookie(event: H3Event, id: string): void {
  setCookie(event, visit(event), id, { ...attributesOf(event), maxAge: SET_UP_VISIT_MS / 1_000 })
}

/** Whether the browser has opened a set-up link. @throws {AppError} store_unavailable */
export async function visitsSetUp(event: H3Event): Promise<boolean> {
  const id = getCookie(event, visit(event))
  return id !== undefined && useServices().setUpAccess.mayLook(id)
}
