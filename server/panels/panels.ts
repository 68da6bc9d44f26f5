import { createHash } from 'node:crypto'
import type { PanelPlace } from '#shared/define-panel.ts'
import type { Card, ShownCard } from '#shared/types/card.ts'
import type { PanelActionBody, PanelActionResult, PanelCalls, PanelInfo, PanelLine } from '#shared/types/panel.ts'
import type { PanelOrder } from '#shared/types/sections.ts'
import { AppError, hasCode } from '../errors/app-error.ts'
import type { Encryption } from '../storage/encryption.ts'
import type { Clock } from '../upstream/clock.ts'
import { createQueues } from '../upstream/queues.ts'
import { createActionTickets } from './action-tickets.ts'
import { asReady } from './as-ready.ts'
import { createCallLog } from './call-log.ts'
import { createCardCache } from './card-cache.ts'
import { createCircuit } from './circuit.ts'
import { PanelFailure } from './panel-failure.ts'
import { readInput } from './form.ts'
import type { Frames } from './frames.ts'
import { hasCards, type AnyPanel, type Asking, type Panel, type PanelQuestion } from './panel.ts'
import { infoOf, panelsByPlace, type PanelsByPlace } from './panel-order.ts'
import { fieldsIn, questionOf, type PageOfPanel } from './question.ts'
import { inLanguage, readActionAnswer, readCard, showCard } from './read-card.ts'
import { idOf, subjectKey } from './subject.ts'

/** Calls of one provider at once, in this process; more wait, but together with their call not longer than 5 s. */
const QUEUE = { atOnce: 8, waiting: 100, patienceMs: 250, detail: 'panels' }
/** Of these for one member: a member who goes through many chats leaves places to the others. */
const QUEUE_OF_MEMBER = { atOnce: 3, waiting: 20, patienceMs: 250, detail: 'panels' }

export interface PanelsOptions {
  panels: readonly AnyPanel[]
  frames: Pick<Frames, 'open'>
  /** Seals the actions of cards. */
  encryption: Encryption
  clock: Clock
  /** Called for a failure that is a mistake of ours. */
  onFailure: (error: unknown, panel: string) => void
}

/** A request of a page. */
interface PageRequest extends PageOfPanel {
  /** Admins see what exactly is wrong with a panel. */
  isAdmin: boolean
  /**
   * Called before something is handed over, with the names of the fields, those of the form included.
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
  /** The same by their places, as a member has moved them; undefined when there are none. */
  places(order?: PanelOrder): PanelsByPlace | undefined
  /** Where images of cards may come from. */
  readonly imageOrigins: readonly string[]
  /** A line for each panel of the place, in the order in which they are ready. It never throws. */
  load(request: PanelsRequest): AsyncIterable<PanelLine>
  /**
   * Runs an action that a card of this panel declared.
   *
   * @throws {AppError} not_found without such a panel in this place, invalid_request when the form does not allow the
   * input
   */
  act(request: PanelActionRequest): Promise<PanelActionResult>
  /** The last calls of each panel in this process. */
  calls(): PanelCalls[]
  /** Deletes the cards that are kept of a customer, or of all customers. */
  forget(externalUserId?: string): void
}

export function createPanels({ panels, frames, encryption, clock, onFailure }: PanelsOptions): Panels {
  const withCards = panels.filter(hasCards)
  const inQueue = createQueues(clock)
  const circuits = new Map(withCards.map(({ id }) => [id, createCircuit(clock)]))
  const log = createCallLog(clock)
  const cards = createCardCache()
  const tickets = createActionTickets(encryption, clock.wall)

  /** @param read reads the answer. @throws {PanelFailure} */
  function ask<T>(
    panel: Panel, { userId, onHandOver }: PageRequest, question: PanelQuestion, read: (answer: string) => T,
    options: Pick<Asking, 'id' | 'signal'>,
  ): Promise<T> {
    const { action } = question
    const fields = fieldsIn(question)
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
    return ask(panel, request, question, (answer) => {
      const card = readCard(answer)
      if (panel.cacheSeconds > 0) {
        keep(key, { subject: keyOf(request), card, characters: answer.length }, panel.cacheSeconds * 1_000)
      }
      return card
    }, { signal: request.signal })
  }

  function shownTo(request: PageRequest, { id, images }: Panel, card: Card): ShownCard {
    const { userId, language } = request
    const placeOf = (action: string) => ({ userId, subject: keyOf(request), panel: id, action })
    return showCard(card, { language, images, ticketOf: action => tickets.seal(placeOf(action.id), action) })
  }

  async function lineOf(panel: AnyPanel, request: PanelsRequest): Promise<PanelLine> {
    try {
      if (!hasCards(panel)) return { panel: panel.id, frame: { url: await frames.open(panel, request) } }
      return { panel: panel.id, card: shownTo(request, panel, await cardOf(panel, request)) }
    }
    catch (error) {
      return { panel: panel.id, problem: failureOf(error, panel.id, request.signal).toProblem(request.isAdmin) }
    }
  }

  async function actionResult(panel: Panel, request: PanelActionRequest): Promise<PanelActionResult> {
    const { userId, language, action, ticket, idempotencyKey } = request
    const subject = keyOf(request)
    const rules = tickets.open({ userId, subject, panel: panel.id, action }, ticket)
    if (!rules) throw new PanelFailure('panel_action_outdated')
    const input = readInput(rules, request.input)
    const id = callId([userId, subject, panel.id, action, input, idempotencyKey])
    try {
      const question = questionOf(panel, request, { id: action, input })
      const answer = await ask(panel, request, question, readActionAnswer, { id })
      return 'blocks' in answer
        ? { card: shownTo(request, panel, answer) }
        : inLanguage(answer, language) as PanelActionResult
    }
    finally {
      // The provider may have done it, also when its answer is late.
      cards.forget(subject)
    }
  }

  function failureOf(error: unknown, panel: string, signal?: AbortSignal): PanelFailure {
    if (error instanceof PanelFailure) return error
    if (hasCode(error, 'too_many_requests')) return new PanelFailure('panel_busy')
    if (!signal?.aborted) onFailure(error, panel)
    return new PanelFailure('panel_unavailable')
  }

  const inPlace = (place: PanelPlace) => panels.filter(panel => panel.place === place)

  return {
    list: panels.map(infoOf),
    places: order => panelsByPlace(panels, order),
    imageOrigins: [...new Set(withCards.flatMap(({ images }) => images))],
    load(request) {
      const asked = inPlace(request.subject.place).filter(({ id }) => request.only === undefined || request.only === id)
      return asReady(asked.map(panel => lineOf(panel, request)))
    },
    async act(request) {
      const panel = inPlace(request.subject.place).find(({ id }) => id === request.panel)
      if (!panel || !hasCards(panel)) throw new AppError('not_found')
      try {
        return await actionResult(panel, request)
      }
      catch (error) {
        if (hasCode(error, 'invalid_request')) throw error
        return { problem: failureOf(error, panel.id).toProblem(request.isAdmin) }
      }
    },
    calls: () => withCards.map(({ id, title }) => ({ id, title, calls: log.of(id) })),
    forget: externalUserId => cards.forget(externalUserId && subjectKey('customer', externalUserId)),
  }
}

function keyOf({ subject, userId }: PageRequest): string {
  return subjectKey(subject.place, idOf(subject) ?? userId)
}

/** @returns the same id for the same action, so that the provider does it once */
function callId(parts: readonly unknown[]): string {
  return `msg_${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32)}`
}
