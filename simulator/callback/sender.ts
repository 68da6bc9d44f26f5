import { setTimeout as sleep } from 'node:timers/promises'
import { appUnderTest, isVisible, mayUseCustomerContact } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { envelopeXml, seal, type Receiver } from './envelope.ts'
import { detailOf, eventXml, type CallbackEvent } from './event.ts'
import { send } from './http.ts'

/** doc 90930: three tries in total. */
const TRIES = 3
const PAUSE_MS = 50

/** An event that waits, or was sent. */
export interface Delivery {
  id: number
  event: CallbackEvent
  /** The message before encryption. It is the same in every try and every copy. */
  xml: string
  status: 'waiting' | 'delivered' | 'failed'
  /** One line per try: `HTTP 200`, or the error. */
  tries: string[]
}

/** How waiting events are sent. */
export interface DeliverOptions {
  order: 'queued' | 'reversed' | 'shuffled'
  /** How many times each event is sent. */
  copies: number
}

/** Sends events to the app as WeCom does: signed, encrypted, with at most three tries. */
export interface CallbackSender {
  /** Queues the event. It is sent at once, unless the setting `callbackPaused` is on. */
  emit(event: CallbackEvent): Delivery | undefined
  /** Sends the events that wait. @returns when every delivery has ended */
  deliver(options?: Partial<DeliverOptions>): Promise<Delivery[]>
  deliveries(): Delivery[]
}

const REMEMBERED = 1_000

/** A reset or load of the world removes the receiver (world.receiver) and all deliveries. */
export function createCallbackSender(world: World): CallbackSender {
  let deliveries: Delivery[] = []
  let lastId = 0
  world.onRestart(() => {
    deliveries = []
  })

  return {
    emit(event) {
      const { receiver, settings } = world
      if (!receiver || !isForApp(world, event)) return undefined
      const xml = eventXml(world.scenario.corp.corpId, Math.floor(world.now() / 1000), event)
      const delivery: Delivery = { id: ++lastId, event, xml, status: 'waiting', tries: [] }
      deliveries = [...deliveries, delivery].slice(-REMEMBERED)
      if (!settings.callbackPaused) void post(world, receiver, delivery)
      return delivery
    },
    async deliver({ order = 'queued', copies = 1 } = {}) {
      const target = world.receiver
      const waiting = inOrder(deliveries.filter(({ status }) => status === 'waiting'), order)
      if (!target) return []
      for (const delivery of waiting) {
        for (let copy = 0; copy < copies; copy++) await post(world, target, delivery)
      }
      return waiting
    },
    deliveries: () => deliveries,
  }
}

/** Events of customers need the permission; those of a member, that the app sees the member (doc 92130, 96360). */
function isForApp(world: World, event: CallbackEvent): boolean {
  if (event.event === 'template_card_event') return true
  if (!world.settings.customerContactApp) return false
  return event.event !== 'change_external_contact'
    || (isVisible(world, event.userId) && mayUseCustomerContact(world, event.userId))
}

function inOrder<T>(list: T[], order: DeliverOptions['order']): T[] {
  if (order === 'queued') return list
  if (order === 'reversed') return list.toReversed()
  return list.map(item => [Math.random(), item] as const).sort(([a], [b]) => a - b).map(([, item]) => item)
}

async function post(world: World, receiver: Receiver, delivery: Delivery): Promise<void> {
  const { corpId } = world.scenario.corp
  const started = performance.now()
  let status: Delivery['status'] = 'failed'
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const { url, encrypted } = seal(receiver, corpId, delivery.xml, world.now())
    const body = envelopeXml(corpId, appUnderTest(world).agentId, encrypted)
    const answer = await send(url, 'POST', body, world.settings.callbackTimeoutMs)
      .catch((error: Error) => error)
    const reached = !(answer instanceof Error)
    delivery.tries.push(reached ? `HTTP ${answer.status}` : answer.message)
    // WeCom tries again only when there is no answer. An error status is an answer (doc 90930).
    if (reached) {
      status = answer.status === 200 ? 'delivered' : 'failed'
      break
    }
    if (attempt < TRIES) await sleep(PAUSE_MS)
  }
  delivery.status = status
  world.log.add({
    channel: 'callback',
    path: new URL(receiver.url).pathname,
    parameters: `${delivery.event.event} ${detailOf(delivery.event)}`,
    errcode: 0,
    verdict: `${delivery.status === 'delivered' ? 'ok' : 'refused'}: ${delivery.tries.join('; ')}`,
    durationMs: Math.round(performance.now() - started),
  })
}
