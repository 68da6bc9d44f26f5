/// <reference lib="dom" />
import type { DescribedClient } from '../../control/describe.ts'
import type { ClientChange } from './api.ts'
import type { Entry } from '../../world/clients.ts'
import { NEWEST } from './contexts.ts'

/** What the address of the shell says, so that a link shows the same picture again. */
export interface UrlState {
  /** `chat` is a chat id; absent with `workbench`. */
  client: ClientChange
  width?: number
  /** Names of faults that are on. */
  faults: string[]
}

/** What is written into the address. */
export interface Shown {
  client: Pick<DescribedClient, 'userId' | 'version' | 'platform' | 'theme' | 'language' | 'chatId'>
  isInChats: boolean
  /** Override of the entry; empty: the usual one. */
  entry: Entry | ''
  width: number
  faults: string[]
}

/** Widths of the app's column, in CSS pixels. */
export const NARROWEST = 200
export const WIDEST = 1_200
/** Value of `chat` for the page outside a chat. */
const WORKBENCH = 'workbench'

/** @param search `location.search` @returns undefined when it says nothing */
export function readUrl(search: string): UrlState | undefined {
  const query = new URLSearchParams(search)
  if (query.size === 0) return undefined
  const get = (name: string) => query.get(name) ?? undefined
  const chat = get('chat')
  const client = {
    userId: get('member'),
    version: get('version'),
    platform: get('platform'),
    theme: get('theme'),
    language: get('lang'),
    entry: get('entry'),
    chatId: chat === WORKBENCH ? null : chat,
  }
  const given = Object.entries(client).filter(([, value]) => value !== undefined)
  const width = Number(get('width'))
  return {
    // The control API checks each value.
    client: Object.fromEntries(given) as ClientChange,
    ...(width >= NARROWEST && width <= WIDEST ? { width } : {}),
    faults: get('fault')?.split(',').filter(Boolean) ?? [],
  }
}

/** @returns the query string; a member, version and platform that are the usual ones are left out */
export function writeUrl({ client, isInChats, entry, width, faults }: Shown, usualMember: string): string {
  const { userId, version, platform, theme, language, chatId } = client
  const values: [name: string, value: string | undefined][] = [
    ['chat', isInChats ? chatId : WORKBENCH],
    ['member', userId === usualMember ? undefined : userId],
    ['version', version === NEWEST ? undefined : version],
    ['platform', platform === 'windows' ? undefined : platform],
    ['entry', entry || undefined],
    ['lang', language],
    ['theme', theme],
    ['width', String(width)],
    ['fault', faults.length > 0 ? faults.join(',') : undefined],
  ]
  const query = new URLSearchParams(values.filter((pair): pair is [string, string] => pair[1] !== undefined))
  return `?${query.toString().replaceAll('%2C', ',')}`
}
