import type { ActionMessage, Card } from './types/card.ts'
import type { Language } from './utils/language.ts'
import type { Theme } from './utils/theme.ts'

/** What a panel may ask to know about the customer. */
export const PANEL_NEEDS = [
  'unionId', 'externalUserId', 'name', 'type', 'gender', 'corpName', 'position', 'remark', 'tags',
] as const

export type PanelNeed = typeof PANEL_NEEDS[number]

/** What a panel beside a group may ask to know about it. */
export const GROUP_NEEDS = ['chatId', 'groupName', 'memberCount'] as const

export type GroupNeed = typeof GROUP_NEEDS[number]

/** Where a panel is: beside a customer, beside a customer group, or on the workbench of the member. */
export const PANEL_PLACES = ['customer', 'group', 'workbench'] as const

export type PanelPlace = typeof PANEL_PLACES[number]

type AnyNeed = PanelNeed | GroupNeed

/** Without a unionid, a panel that needs it is not asked. */
interface CustomerFields extends Record<'unionId' | 'externalUserId', string> {
  name?: string
  type?: string
  gender?: string
  corpName?: string
  position?: string
  remark?: string
  /** Names. */
  tags?: readonly string[]
}

interface GroupFields extends Record<GroupNeed, string | number> {
  chatId: string
  /** Empty when the group has no name. */
  groupName: string
  memberCount: number
}

/** What a panel in `panels/` can send. */
export interface PanelFetchInit {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

/** What a panel in `panels/` is given: what is on the screen, its member, and the way to its system. */
export interface PanelContext<Need extends AnyNeed = AnyNeed, Variable extends string = string> {
  /** Only what `needs` names; absent in other places. */
  customer: Pick<CustomerFields, Need & PanelNeed>
  /** Only what `needs` names; absent in other places. */
  group: Pick<GroupFields, Need & GroupNeed>
  member: { userId: string }
  locale: Language
  theme: Theme
  /** The values of `variables`. */
  variables: Readonly<Record<Variable, string>>
  /**
   * As the global `fetch`, for the origins that the panel declares: follows no redirect, reads at most 1 MB.
   * Each origin that is called is on record.
   */
  fetch: (url: string, init?: PanelFetchInit) => Promise<Response>
  /** Aborted when the time is over, and when the page has gone. */
  signal: AbortSignal
}

/** What a panel in `panels/` is given for an action of its card. */
export interface PanelActionContext<Need extends AnyNeed = AnyNeed, Variable extends string = string>
  extends PanelContext<Need, Variable> {
  /** `input` has a text for each field of the form. */
  action: { id: string, input: Readonly<Record<string, string>> }
  /** The same when the member tries again what may have been done: do it once. */
  idempotencyKey: string
}

/** A panel in TypeScript: a file in `panels/`, see docs/panels.md. */
export interface PanelDefinition<Need extends AnyNeed = AnyNeed, Variable extends string = string> {
  /** Small letters, digits, `-`. */
  id: string
  /** Shown before the card comes. */
  title: { zh: string, en: string }
  /** `customer` when absent. */
  place?: PanelPlace
  /** What the panel may know of the customer or of the group; nothing on the workbench. */
  needs: readonly Need[]
  /** Where `fetch` may go, such as `https://tickets.example.com`. */
  origins?: readonly string[]
  /** Environment variables that it reads, such as the token of its system. */
  variables?: readonly Variable[]
  /** How long it may take, milliseconds: 100 to 4500. */
  timeoutMs?: number
  /** How long a process keeps a card: 0 to 300. */
  cacheSeconds?: number
  /** `false`: folded until the member opens it. */
  open?: boolean
  /** https origins of images in cards. */
  images?: readonly string[]
  /** @returns the card */
  load(context: PanelContext<Need, Variable>): Card | Promise<Card>
  /** Does what an action of the kind `submit` says. @returns the next card, or a message */
  act?(context: PanelActionContext<Need, Variable>): Card | ActionMessage | Promise<Card | ActionMessage>
}

/** Keeps `needs` and `variables` for the compiler: the panel is asked with exactly what it names. */
export const definePanel = <const Need extends AnyNeed, const Variable extends string = never>(
  panel: PanelDefinition<Need, Variable>,
): PanelDefinition => panel as unknown as PanelDefinition
