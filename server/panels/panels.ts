import type { CustomerProfile } from '#shared/types/customer.ts'
import type { Card, PanelInfo, PanelLine } from '#shared/types/panel.ts'
import type { Language } from '#shared/utils/language.ts'
import type { Theme } from '#shared/utils/theme.ts'
import type { PanelConfig } from '../config/panel.ts'
import { hasCode } from '../errors/app-error.ts'
import type { Clock } from '../upstream/clock.ts'
import { createQueues } from '../upstream/queues.ts'
import type { Fetch } from '../upstream/transport.ts'
import { asReady } from './as-ready.ts'
import { createCallProvider } from './call-provider.ts'
import { createCardCache } from './card-cache.ts'
import { createCircuit } from './circuit.ts'
import { customerFields } from './customer-fields.ts'
import { PanelFailure } from './panel-failure.ts'
import { readCard, showCard } from './read-card.ts'

/** Calls of one provider at once, in this process; more wait, but together with their call not longer than 5 s. */
const QUEUE = { atOnce: 8, waiting: 100, patienceMs: 500, detail: 'panels' }

export interface PanelsOptions {
  panels: readonly PanelConfig[]
  /** Refuses addresses that must not be called. */
  fetch: Fetch
  clock: Clock
  /** Called for a failure that is a mistake of ours. */
  onFailure: (error: unknown, panel: string) => void
}

/** For which page the panels of a customer are. */
export interface PanelsRequest {
  profile: CustomerProfile
  userId: string
  /** Admins see what exactly is wrong with a panel. */
  isAdmin: boolean
  language: Language
  theme: Theme
  /** Only this panel. */
  only?: string
  /** Called before each call of a provider, with the names of the fields of the customer in it. */
  onHandOver: (panel: string, fields: string[]) => void
}

export interface Panels {
  /** In the order of the configuration. */
  readonly list: readonly PanelInfo[]
  /** Where images of cards may come from. */
  readonly imageOrigins: readonly string[]
  /** A line for each panel, in the order in which they are ready. It never throws. */
  load(request: PanelsRequest): AsyncIterable<PanelLine>
  /** Deletes the cards that are kept of a customer, or of all customers. */
  forget(externalUserId?: string): void
}

export function createPanels({ panels, fetch, clock, onFailure }: PanelsOptions): Panels {
  const callProvider = createCallProvider(fetch, clock)
  const inQueue = createQueues(clock)
  const circuits = new Map(panels.map(({ id }) => [id, createCircuit(clock)]))
  const cards = createCardCache()

  /** The card, from memory or from the provider. @throws {PanelFailure} */
  async function cardOf(panel: PanelConfig, request: PanelsRequest): Promise<Card> {
    const customer = customerFields(panel.needs, request.profile)
    const { userId, language, theme } = request
    const body = JSON.stringify({
      version: 1, panel: panel.id, customer, member: { userId }, locale: language, theme,
    })
    const known = cards.get(body)
    if (known) return known
    const keep = cards.begin()
    const answer = await inQueue(panel.id, QUEUE, () => circuits.get(panel.id)!(() => {
      request.onHandOver(panel.id, Object.keys(customer))
      return callProvider(panel, body)
    }))
    const card = readCard(answer)
    if (panel.cacheSeconds > 0) {
      const { externalUserId } = request.profile
      keep(body, { externalUserId, card, characters: answer.length }, panel.cacheSeconds * 1_000)
    }
    return card
  }

  async function lineOf(panel: PanelConfig, request: PanelsRequest): Promise<PanelLine> {
    try {
      const card = await cardOf(panel, request)
      return { panel: panel.id, card: showCard(card, request.language, panel.images) }
    }
    catch (error) {
      return { panel: panel.id, problem: failureOf(error, panel.id).toProblem(request.isAdmin) }
    }
  }

  function failureOf(error: unknown, panel: string): PanelFailure {
    if (error instanceof PanelFailure) return error
    if (hasCode(error, 'too_many_requests')) return new PanelFailure('panel_busy')
    onFailure(error, panel)
    return new PanelFailure('panel_unavailable')
  }

  return {
    list: panels.map(({ id, title, open }) => ({ id, title, open })),
    imageOrigins: [...new Set(panels.flatMap(({ images }) => images))],
    load(request) {
      const asked = panels.filter(({ id }) => request.only === undefined || request.only === id)
      return asReady(asked.map(panel => lineOf(panel, request)))
    },
    forget: cards.forget,
  }
}
