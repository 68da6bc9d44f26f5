import type { IncomingMessage, ServerResponse } from 'node:http'
import { onTestFinished, vi } from 'vitest'
import type { PanelConfig } from '../../../server/config/panel.ts'
import { createCallProvider } from '../../../server/panels/call-provider.ts'
import { createHttpPanel } from '../../../server/panels/http-panel.ts'
import { createFrames } from '../../../server/panels/frames.ts'
import { hasCards, type AnyPanel, type FramePanel } from '../../../server/panels/panel.ts'
import { createPanels } from '../../../server/panels/panels.ts'
import type { PanelActionRequest, PanelsRequest } from '../../../server/panels/panels.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createVault } from '../../../server/storage/vault.ts'
import { isUsableAddress } from '../../../server/upstream/address-rules.ts'
import { createGuardedTransport } from '../../../server/upstream/guarded-transport.ts'
import type { CustomerProfile } from '../../../shared/types/customer.ts'
import type { PanelLine } from '../../../shared/types/panel.ts'
import { realClock } from '../../support/manual-clock.ts'
import { json, startUpstream } from '../../support/upstream.ts'
import type { Upstream } from '../../support/upstream.ts'

export const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
export const NEXT = `whsec_${Buffer.alloc(32, 2).toString('base64')}`
export const CARD = { version: 1, title: 'Orders', blocks: [{ type: 'notice', text: 'none' }] }
export const profile = {
  externalUserId: 'wmZhang', name: '张伟', type: 'wechat', gender: 'male', unionId: 'oZhang', attributes: [],
  followUserCount: 1, relation: { remark: '老张', description: 'secret note', maskedMobiles: ['138****8000'], tags: [] },
} as unknown as CustomerProfile

export type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void

let started: Upstream
/** Where the provider is, and what it was asked. */
export const upstream = {
  get url() {
    return started.url
  },
  get calls() {
    return started.calls
  },
}
/** Calls that `hang` has received. */
export const hangs: ServerResponse[] = []

/** A provider with an answer for each path, for one test. */
export async function startProvider(answers: Record<string, Answer>): Promise<void> {
  started = await startUpstream((request, response, url) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => answers[url.pathname.slice(1)]!(request, response, Buffer.concat(chunks).toString()))
  })
  onTestFinished(async () => {
    hangs.length = 0
    await started.close()
  })
}

export const good: Answer = (_request, response) => json(response, CARD)
export const hang: Answer = (_request, response) => void hangs.push(response)

export const panelOf = (id: string, change: Partial<PanelConfig> = {}): PanelConfig => ({
  id, title: { zh: id, en: id }, place: 'customer', url: `${upstream.url}/${id}`, secrets: [SECRET],
  needs: ['unionId'], timeoutMs: 30_000, cacheSeconds: 0, open: true, images: [], ...change,
})

const encryption = createEncryption(['password'], 'panel-action')

/** A request with another customer, or about something else. */
type Change<Request> = Partial<Request> & { profile?: CustomerProfile }

export function setUp(panels: PanelConfig[], isAllowed = isUsableAddress, clock = realClock) {
  const callProvider = createCallProvider(createGuardedTransport(isAllowed), realClock)
  return setUpPanels(panels.map(panel => createHttpPanel(panel, callProvider)), clock)
}

export function setUpPanels(panels: AnyPanel[], clock = realClock) {
  const onFailure = vi.fn()
  const onHandOver = vi.fn<PanelsRequest['onHandOver']>()
  const vault = createVault(createMemoryStore(clock.wall), encryption)
  const framed = panels.filter((panel): panel is FramePanel => !hasCards(panel))
  const frames = createFrames({ panels: framed, vault, now: clock.wall })
  const service = createPanels({ panels, frames, encryption, clock, onFailure })
  /** @param lines also gets each line when it comes */
  async function load(change: Change<PanelsRequest> = {}, lines: PanelLine[] = []): Promise<PanelLine[]> {
    const { profile: customer = profile, ...rest } = change
    const request: PanelsRequest = {
      subject: { place: 'customer', customer }, userId: 'lin', isAdmin: true, language: 'en', theme: 'light',
      onHandOver, ...rest,
    }
    for await (const line of service.load(request)) lines.push(line)
    return lines
  }
  const act = (
    { profile: customer = profile, ...change }:
      Pick<PanelActionRequest, 'action' | 'ticket'> & Change<PanelActionRequest>,
  ) => service.act({
    subject: { place: 'customer', customer }, userId: 'lin', isAdmin: true, language: 'en', theme: 'light', onHandOver,
    panel: 'orders', input: {}, idempotencyKey: 'k', ...change,
  })
  return {
    load, act, places: service.places, calls: service.calls, forget: service.forget, onHandOver, onFailure,
  }
}
