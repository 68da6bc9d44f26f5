import { setTimeout as sleep } from 'node:timers/promises'
import { appUnderTest } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { envelopeXml, seal, type Receiver } from './envelope.ts'
import { eventXml, type CallbackEvent } from './event.ts'
import { send } from './http.ts'

/** doc 90930: three tries in total. */
const TRIES = 3
const PAUSE_MS = 50

/** An event that waits or was sent. */
export interface Delivery {
  id: number
  event: CallbackEvent
  /** The message before encryption: every try and every duplicate carries the same. */
  xml: string
  status: 'waiting' | 'delivered' | 'failed'
  /** One line per try: `HTTP 200`, or what went wrong. */
  tries: string[]
}

export interface DeliverOptions {
  order: 'queued' | 'reversed' | 'shuffled'
  /** How often each event is sent. */
  copies: number
}

/** Sends events to the app as WeCom does: signed, encrypted, up to three times, without any guarantee. */
export interface CallbackSender {
  receiver(): Receiver | undefined
  /** @param receiver absent: no callbacks any more */
  register(receiver: Receiver | undefined): void
  /** Queues the event; sends it at once unless `callbackPaused`. */
  emit(event: CallbackEvent): Delivery | undefined
  /** Sends what waits. @returns when every delivery has ended */
  deliver(options?: Partial<DeliverOptions>): Promise<Delivery[]>
  deliveries(): Delivery[]
}

const REMEMBERED = 1_000

/** A reset or load of the world forgets the receiver and all deliveries. */
export function createCallbackSender(world: World): CallbackSender {
  let receiver: Receiver | undefined
  let deliveries: Delivery[] = []
  let lastId = 0
  world.onRestart(() => {
    receiver = undefined
    deliveries = []
  })

  return {
    receiver: () => receiver,
    register: next => void (receiver = next),
    emit(event) {
      // Without the permission there is no event either (doc 92130).
      if (!receiver || !world.settings.customerContactApp) return undefined
      const xml = eventXml(world.scenario.corp.corpId, Math.floor(world.now() / 1000), event)
      const delivery: Delivery = { id: ++lastId, event, xml, status: 'waiting', tries: [] }
      deliveries = [...deliveries, delivery].slice(-REMEMBERED)
      if (!world.settings.callbackPaused) void post(world, receiver, delivery)
      return delivery
    },
    async deliver({ order = 'queued', copies = 1 } = {}) {
      const target = receiver
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
    // Tried again only when nobody answered: an answer with an error status is an answer (doc 90930).
    if (reached) {
      status = answer.status === 200 ? 'delivered' : 'failed'
      break
    }
    if (attempt < TRIES) await sleep(PAUSE_MS)
  }
  delivery.status = status
  const { event, changeType } = delivery.event
  world.log.add({
    channel: 'callback',
    path: new URL(receiver.url).pathname,
    parameters: `${event} ${changeType}`,
    errcode: 0,
    verdict: `${delivery.status === 'delivered' ? 'ok' : 'refused'}: ${delivery.tries.join('; ')}`,
    durationMs: Math.round(performance.now() - started),
  })
}
