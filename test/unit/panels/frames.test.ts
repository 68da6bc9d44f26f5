import { beforeEach, describe, expect, it } from 'vitest'
import type { FramePanelConfig } from '../../../server/config/panel.ts'
import { createFrames, FRAME_TOKEN_MS, type Frames } from '../../../server/panels/frames.ts'
import { signWebhook } from '../../../server/panels/webhook-signature.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createVault } from '../../../server/storage/vault.ts'
import type { CustomerProfile } from '../../../shared/types/customer.ts'

const [SECRET = '', NEXT = '', OTHER = ''] = [1, 2, 3].map(byte =>
  `whsec_${Buffer.alloc(32, byte).toString('base64')}`)
const profile = { externalUserId: 'wmZhang', unionId: 'oZhang' } as CustomerProfile
const panelOf = (id: string, secrets: string[]): FramePanelConfig => ({
  id, title: { zh: id, en: id }, place: 'customer', needs: ['unionId'], open: true, secrets,
  frame: `https://${id}.example.com/panel?view=side`,
})
const crm = panelOf('crm', [NEXT, SECRET])
const other = panelOf('other', [OTHER])

let time: number
let frames: Frames
beforeEach(() => {
  time = 1_700_000_000_000
  const vault = createVault(createMemoryStore(() => time), createEncryption(['password'], 'store'))
  frames = createFrames({ panels: [crm, other], vault, now: () => time })
})

const page = (customer: CustomerProfile = profile) =>
  ({ subject: { place: 'customer', customer }, userId: 'lin', language: 'en', theme: 'dark' }) as const
const tokenIn = (url: string) => new URL(url).searchParams.get('panel_token')!
const invalid = expect.objectContaining({ code: 'panel_token_invalid' }) as Error

describe('a frame', () => {
  it('opens at its address with a token that tells nothing, on its own origin', async () => {
    const url = await frames.open(crm, page())
    expect(url).toMatch(/^https:\/\/crm\.example\.com\/panel\?view=side&panel_token=[\w-]{43}$/)
    expect(tokenIn(await frames.open(crm, page()))).not.toBe(tokenIn(url))
    expect(frames.origins).toEqual(['https://crm.example.com', 'https://other.example.com'])
  })

  it('does not open for a customer without the unionid that it needs', async () => {
    const missing = { ...profile, unionId: undefined, unionIdMissing: 'wecom_contact' } as CustomerProfile
    await expect(frames.open(crm, page(missing))).rejects.toMatchObject({ code: 'union_id_missing' })
  })

  it('tells its system of the visit once, of 20 calls at the same time', async () => {
    const token = tokenIn(await frames.open(crm, page()))
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => frames.take(crm, token)))
    expect(all.flatMap(one => one.status === 'fulfilled' ? one.value : [])).toEqual([{
      panel: 'crm', userId: 'lin', place: 'customer', subjectId: 'wmZhang', language: 'en', theme: 'dark',
    }])
  })

  it('tells nothing for a token that is changed, invented, of another panel, or older than a minute', async () => {
    const token = tokenIn(await frames.open(crm, page()))
    for (const wrong of ['', 'x', token.slice(1), `${token}x`, token.toLowerCase(), 'a'.repeat(43)]) {
      await expect(frames.take(crm, wrong), wrong).rejects.toEqual(invalid)
    }
    await expect(frames.take(other, token)).rejects.toEqual(invalid)
    time += FRAME_TOKEN_MS - 1
    expect(await frames.take(crm, token), 'the right one is not used up').toMatchObject({ userId: 'lin' })
    const late = tokenIn(await frames.open(crm, page()))
    time += FRAME_TOKEN_MS
    await expect(frames.take(crm, late)).rejects.toEqual(invalid)
  })

  it('belongs to the system that signs with one of its secrets', () => {
    const body = '{"token":"t"}'
    const signed = (secrets: string[], at = time, id = 'msg_1') => {
      const headers = signWebhook({ id, timestamp: Math.floor(at / 1_000), body }, secrets)
      return {
        id, timestamp: headers['webhook-timestamp'], signature: headers['webhook-signature'], body,
      }
    }
    for (const secrets of [[SECRET], [NEXT], [OTHER, SECRET]]) expect(frames.verify('crm', signed(secrets))).toBe(crm)
    const call = signed([SECRET])
    const refused = [
      {}, { ...call, body: `${body} ` }, { ...call, id: 'msg_2' }, { ...call, id: undefined },
      { ...call, signature: undefined }, { ...call, signature: 'v1,' }, { ...call, timestamp: 'now' }, signed([OTHER]),
      { ...call, signature: call.signature!.replace('v1,', 'v2,') }, signed([SECRET], time - 301_000),
      signed([SECRET], time + 301_000),
    ]
    for (const one of refused) {
      expect(() => frames.verify('crm', { body, ...one }), JSON.stringify(one))
        .toThrow(expect.objectContaining({ code: 'panel_signature_refused' }))
    }
    for (const id of ['other', 'none', '__proto__']) {
      expect(() => frames.verify(id, call), id).toThrow(expect.objectContaining({ code: 'panel_signature_refused' }))
    }
  })
})
