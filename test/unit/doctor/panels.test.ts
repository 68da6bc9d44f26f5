import { describe, expect, it } from 'vitest'
import type { AnyPanelConfig, FramePanelConfig } from '../../../server/config/panel.ts'
import type { DoctorContext } from '../../../server/doctor/context.ts'
import { panels as check } from '../../../server/doctor/checks/panels.ts'
import { isPublicAddress, isUsableAddress } from '../../../server/upstream/address-rules.ts'
import type { AddressRule } from '../../../server/upstream/address-rules.ts'
import { createGuardedTransport } from '../../../server/upstream/guarded-transport.ts'
import type { PanelCalls } from '../../../shared/types/panel.ts'
import { realClock } from '../../support/manual-clock.ts'
import { json } from '../../support/upstream.ts'
import { CARD, good, hang, panelOf, SECRET, startProvider, upstream } from '../panels/provider.ts'
import type { Answer } from '../panels/provider.ts'

const run = (panels: AnyPanelConfig[], isAllowed: AddressRule = isUsableAddress, calls?: PanelCalls[]) => check.run({
  config: { panels, siteOrigins: ['https://sidebar.example.com'] }, providerFetch: createGuardedTransport(isAllowed), clock: realClock,
  panelCalls: calls && (() => calls),
} as unknown as DoctorContext)

const frameOf = (path: string): FramePanelConfig => ({
  id: 'crm', title: { zh: '客户系统', en: 'CRM' }, place: 'customer', needs: [], open: true, secrets: [SECRET],
  frame: `${upstream.url}/${path}`,
})

describe('the check of panels', () => {
  it.each<[string, string, string, Answer]>([
    ['fail', 'refused', 'panel_refused, status 401', (_request, response) => json(response, {}, 401)],
    ['fail', 'card', 'panel_card_invalid, version: expected "version"',
      (_request, response) => json(response, { blocks: [] })],
    ['warn', 'unavailable', 'panel_unavailable, status 500', (_request, response) => json(response, {}, 500)],
    ['warn', 'unavailable', 'panel_late', hang],
  ])('is %s because of "%s": %s', async (status, cause, said, answer) => {
    await startProvider({ good, bad: answer })
    const found = await run([panelOf('good'), panelOf('bad', { timeoutMs: 200 })])
    expect(found).toMatchObject({ status, cause })
    expect(found.evidence).toMatch(new RegExp(`^good: \\d+ ms, 200, ok\nbad: \\d+ ms, .*${said}$`))
    expect(Object.keys(check.causes)).toContain(cause)
  })

  it('names a private address, which is not called', async () => {
    await startProvider({ good })
    expect(await run([panelOf('good')], isPublicAddress)).toMatchObject({ status: 'fail', cause: 'address' })
    expect(upstream.calls).toEqual([])
  })

  it('is right with cards, and tells the last call of a member', async () => {
    const bodies: unknown[] = []
    await startProvider({ orders(request, response, body) {
      bodies.push(JSON.parse(body))
      json(response, CARD)
    } })
    const panel = panelOf('orders', { needs: ['unionId', 'tags'] })
    const at = '2026-11-26T08:00:00.000Z'
    const calls: PanelCalls[] = [{ id: 'orders', title: panel.title, calls: [
      { at, kind: 'card', ms: 12, status: 404, problem: 'panel_refused', detail: 'status 404' },
    ] }]
    const found = await run([panel], isUsableAddress, calls)
    expect(found.status).toBe('ok')
    expect(found.evidence).toMatch(/ms, 200, ok · 2026-11-26T08:00:00Z 12 ms, 404, panel_refused, status 404$/)
    expect(found.evidence).not.toContain(SECRET)
    expect(bodies).toMatchObject([{ customer: { unionId: 'doctor', tags: [] }, member: { userId: 'doctor' } }])
  })

  it('tells the last call of a panel in panels/, and calls it not', async () => {
    await startProvider({})
    const own = { id: 'own', title: { zh: '自己', en: 'Own' }, calls: [] }
    expect(await run([], isUsableAddress, [own])).toMatchObject({ status: 'ok', evidence: 'own: –' })
    const at = '2026-11-26T08:00:00.000Z'
    const called: PanelCalls = { ...own, calls: [{ at, kind: 'card', ms: 3, problem: 'panel_late' }] }
    expect(await run([], isUsableAddress, [called]))
      .toMatchObject({ status: 'ok', evidence: 'own: 2026-11-26T08:00:00Z 3 ms, panel_late' })
    expect(upstream.calls).toEqual([])
  })

  it.each<[string, Record<string, string>, string | undefined]>([
    ['nothing', {}, undefined],
    ['its address', { 'content-security-policy': 'default-src *; frame-ancestors https://sidebar.example.com' }, undefined],
    ['its domain, which counts more', {
      'content-security-policy': 'frame-ancestors *.example.com', 'x-frame-options': 'DENY',
    }, undefined],
    ['https', { 'content-security-policy': 'frame-ancestors https:' }, undefined],
    ['another site', { 'content-security-policy': 'Frame-Ancestors https://a.example.com' }, 'content-security-policy'],
    ['another port', {
      'content-security-policy': 'frame-ancestors sidebar.example.com:8443',
    }, 'content-security-policy'],
    ['itself', { 'content-security-policy': `frame-ancestors 'self'` }, 'content-security-policy'],
    ['nobody, by the second of two policies', {
      'content-security-policy': `frame-ancestors https://sidebar.example.com, frame-ancestors 'none'`,
    }, 'content-security-policy'],
    ['its own origin', { 'x-frame-options': 'SAMEORIGIN' }, 'x-frame-options'],
  ])('sees whether the page of a frame forbids it: it allows %s', async (_what, headers, refusedBy) => {
    await startProvider({ page: (_request, response) => response.writeHead(403, headers).end() })
    expect(await run([frameOf('page')])).toMatchObject(refusedBy
      ? { status: 'warn', cause: 'framing', evidence: `crm: 403, ${refusedBy}` }
      : { status: 'ok', evidence: 'crm: 403, ok' })
  })

  it('takes a page that only browsers reach', async () => {
    await startProvider({})
    expect(await run([frameOf('page')], isPublicAddress)).toMatchObject({ status: 'ok', evidence: 'crm: –' })
    expect(upstream.calls).toEqual([])
  })

  it('is skipped without panels', async () => {
    await startProvider({})
    expect((await run([])).status).toBe('skipped')
  })
})
