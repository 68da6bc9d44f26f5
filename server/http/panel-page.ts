import type { H3Event } from 'h3'
import type { SessionMember } from '#shared/types/session.ts'
import { pageLanguage, pageTheme } from './page-preferences.ts'

/** @returns what panels need to know of the page that asks, and of its member */
export function pageOf(event: H3Event, { userId, admin }: SessionMember) {
  return { userId, isAdmin: admin, language: pageLanguage(event), theme: pageTheme(event) ?? 'light' }
}
