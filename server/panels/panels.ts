import { createHash } from 'node:crypto'
import type { CustomerProfile } from '#shared/types/customer.ts'
import type {
  Card, PanelActionBody, PanelActionResult, PanelCalls, PanelInfo, PanelLine, ShownCard,
} from '#shared/types/panel.ts'
import type { Language } from '#shared/utils/language.ts'
import type { Theme } from '#shared/utils/theme.ts'
import { AppError, hasCode } from '../errors/app-error.ts'
import type { Encryption } from '../storage/encryption.ts'
import type { Clock } from '../upstream/clock.ts'
import { createQueues } from '../upstream/queues.ts'
import { createActionTickets } from './action-tickets.ts'
import { asReady } from './as-ready.ts'
import { createCallLog } from './call-log.ts'
import { createCardCache } from './card-cache.ts'
import { createCircuit } from './circuit.ts'
import { customerFields } from './customer-fields.ts'
import { PanelFailure } from './panel-failure.ts'
import { readInput } from './form.ts'
import type { Asking, Panel, PanelQuestion } from './panel.ts'
import { inLanguage, readActionAnswer, readCard, showCard } from './read-card.ts'

/** Calls of one provider at once, in this process; more wait, but together with their call not longer than 5 s. */
const QUEUE = { atOnce: 8, waiting: 100, patienceMs: 250, detail: 'panels' }
/** Of these for one member: a member who goes through many chats leaves places to the others. */
const QUEUE_OF_MEMBER = { atOnce: 3, waiting: 20, patienceMs: 250, detail: 'panels' }

export interface PanelsOptions {
  panels: readonly Panel[]
  /** Seals the actions of cards. */
  encryption: Encryption
  clock: Clock
  /** Called for a failure that is a mistake of ours. */
  onFailure: (error: unknown, panel: string) => void
}

/** For which page something is. */
interface PageRequest {
  profile: CustomerProfile
  userId: string
  /** Admins see what exactly is wrong with a panel. */
  isAdmin: boolean
  language: Language
  theme: Theme
  /**
   * Called before something of the customer is handed over, with the names of the fields, those of the form included.
   *
   * @param origin where it goes, when the panel has several
   */
  onHandOver: (panel: string, fields: string[], origin?: string) => void
}

export interface PanelsRequest extends PageRequest {
  /** Only this panel. */
  only?: string
  /** Ends the calls when the page has gone. */
  signal?: AbortSignal
}

export interface PanelActionRequest extends PageRequest, PanelActionBody {
  panel: string
  action: string
}

export interface Panels {
  /** In the order of the configuration. */
  readonly list: readonly PanelInfo[]
  /** Where images of cards may come from. */
  readonly imageOrigins: readonly string[]
  /** A line for each panel, in the order in which they are ready. It never throws. */
  load(request: PanelsRequest): AsyncIterable<PanelLine>
  /**
   * Runs an action that a card of this panel declared.
   *
   * @throws {AppError} not_found without such a panel, invalid_request when the form does not allow the input
   */
  act(request: PanelActionRequest): Promise<PanelActionResult>
  /** The last calls of each panel in this process. */
  calls(): PanelCalls[]
  /** Deletes the cards that are kept of a customer, or of all customers. */
  forget(externalUserId?: string): void
}

export function createPanels({ panels, encryption, clock, onFailure }: PanelsOptions): Panels {
  const inQueue = createQueues(clock)
  const circuits = new Map(panels.map(({ id }) => [id, createCircuit(clock)]))
  const log = createCallLog(clock)
  const cards = createCardCache()
  const tickets = createActionTickets(encryption, clock.wall)

  /** @param read reads the answer. @throws {PanelFailure} */
  function ask<T>(
    panel: Panel, { userId, onHandOver }: PageRequest, question: PanelQuestion, read: (answer: string) => T,
    options: Pick<Asking, 'id' | 'signal'>,
  ): Promise<T> {
    const { customer, action } = question
    const fields = [...Object.keys(customer), ...Object.keys(action?.input ?? {})]
    const inTurn = (work: () => Promise<T>) =>
      inQueue(JSON.stringify([panel.id, userId]), QUEUE_OF_MEMBER, () => inQueue(panel.id, QUEUE, work))
    return inTurn(() => circuits.get(panel.id)!(() => {
      options.signal?.throwIfAborted()
      return log.follow(panel.id, action ? 'action' : 'card', async trace => read(await panel.ask(question, {
        ...options, trace, onHandOver: (...origin) => onHandOver(panel.id, fields, ...origin),
      })))
    }))
  }

  /** The card, from memory or from the panel. @throws {PanelFailure} */
  async function cardOf(panel: Panel, request: PanelsRequest): Promise<Card> {
    const question = questionOf(panel, request)
    const key = JSON.stringify(question)
    const known = cards.get(key)
    if (known) return known
    const keep = cards.begin()
    const { signal, profile: { externalUserId } } = request
    return ask(panel, request, question, (answer) => {
      const card = readCard(answer)
      if (panel.cacheSeconds > 0) {
        keep(key, { externalUserId, card, characters: answer.length }, panel.cacheSeconds * 1_000)
      }
      return card
    }, { signal })
  }

  function shownTo(
    { profile: { externalUserId }, userId, language }: PageRequest, { id, images }: Panel, card: Card,
  ): ShownCard {
    const placeOf = (action: string) => ({ userId, externalUserId, panel: id, action })
    return showCard(card, { language, images, ticketOf: action => tickets.seal(placeOf(action.id), action) })
  }

  async function lineOf(panel: Panel, request: PanelsRequest): Promise<PanelLine> {
    try {
      return { panel: panel.id, card: shownTo(request, panel, await cardOf(panel, request)) }
    }
    catch (error) {
      return { panel: panel.id, problem: failureOf(error, panel.id, request.signal).toProblem(request.isAdmin) }
    }
  }

  async function actionResult(panel: Panel, request: PanelActionRequest): Promise<PanelActionResult> {
    const { profile: { externalUserId }, userId, language, action, ticket, idempotencyKey } = request
    const rules = tickets.open({ userId, externalUserId, panel: panel.id, action }, ticket)
    if (!rules) throw new PanelFailure('panel_action_outdated')
    const input = readInput(rules, request.input)
    const id = callId([userId, externalUserId, panel.id, action, input, idempotencyKey])
    try {
      const question = questionOf(panel, request, { id: action, input })
      const answer = await ask(panel, request, question, readActionAnswer, { id })
      return 'blocks' in answer
        ? { card: shownTo(request, panel, answer) }
        : inLanguage(answer, language) as PanelActionResult
    }
    finally {
      // The provider may have done it, also when its answer is late.
      cards.forget(externalUserId)
    }
  }

  function failureOf(error: unknown, panel: string, signal?: AbortSignal): PanelFailure {
    if (error instanceof PanelFailure) return error
    if (hasCode(error, 'too_many_requests')) return new PanelFailure('panel_busy')
    if (!signal?.aborted) onFailure(error, panel)
    return new PanelFailure('panel_unavailable')
  }

  return {
    list: panels.map(({ id, title, open }) => ({ id, title, open })),
    imageOrigins: [...new Set(panels.flatMap(({ images }) => images))],
    load(request) {
      const asked = panels.filter(({ id }) => request.only === undefined || request.only === id)
      return asReady(asked.map(panel => lineOf(panel, request)))
    },
    async act(request) {
      const panel = panels.find(({ id }) => id === request.panel)
      if (!panel) throw new AppError('not_found')
      try {
        return await actionResult(panel, request)
      }
      catch (error) {
        if (hasCode(error, 'invalid_request')) throw error
        return { problem: failureOf(error, panel.id).toProblem(request.isAdmin) }
      }
    },
    calls: () => panels.map(({ id, title }) => ({ id, title, calls: log.of(id) })),
    forget: cards.forget,
  }
}

/** @throws {PanelFailure} union_id_missing */
function questionOf(
  { id, needs }: Panel, { profile, userId, language, theme }: PageRequest, action?: PanelQuestion['action'],
): PanelQuestion {
  const customer = customerFields(needs, profile)
  return { version: 1, panel: id, action, customer, member: { userId }, locale: language, theme }
}

/** @returns the same id for the same action, so that the provider does it once */
function callId(parts: readonly unknown[]): string {
  return `msg_${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32)}`
}
