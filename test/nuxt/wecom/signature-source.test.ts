import { expect, it, vi } from 'vitest'
import { createSignatureSource } from '~/browser/bridge/signature-source'
import { signaturesFor } from '../support/signatures'

const here = 'https://crm.example.com/?lang=en'

it('takes the signatures of the HTML once per identity, for exactly their URL', async () => {
  const request = vi.fn(async (url: string) => signaturesFor(url))
  const source = createSignatureSource(signaturesFor(here, 'html'), request)
  expect((await source.sign('agentConfig', here)).signature).toBe(`html agent ${here}`)
  expect((await source.sign('config', here)).signature).toBe(`html config ${here}`)
  expect(request).not.toHaveBeenCalled()
  expect((await source.sign('agentConfig', here)).signature).toBe(`fresh agent ${here}`)
  expect(request).toHaveBeenCalledExactlyOnceWith(here)
})

it('never uses them for another URL, not even for the same page with a query', async () => {
  const source = createSignatureSource(signaturesFor(here, 'html'), async url => signaturesFor(url))
  expect((await source.sign('agentConfig', `${here}&x=1`)).signature).toBe(`fresh agent ${here}&x=1`)
})

it('sends one request for both identities, and a new one afterwards', async () => {
  const request = vi.fn(async (url: string) => signaturesFor(url))
  const source = createSignatureSource(undefined, request)
  const [config, agent] = await Promise.all([source.sign('config', here), source.sign('agentConfig', here)])
  expect([config.signature, agent.signature]).toEqual([`fresh config ${here}`, `fresh agent ${here}`])
  expect(request).toHaveBeenCalledTimes(1)
  await source.sign('agentConfig', here)
  expect(request).toHaveBeenCalledTimes(2)
})

it('rejects when the request does, remembers with what, and asks again', async () => {
  const reason = new Error('down')
  const request = vi.fn().mockRejectedValueOnce(reason).mockResolvedValue(signaturesFor(here))
  const source = createSignatureSource(undefined, request)
  await expect(source.sign('agentConfig', here)).rejects.toBe(reason)
  expect(source.hasRejectedWith(reason)).toBe(true)
  expect(source.hasRejectedWith(new Error('down'))).toBe(false)
  await expect(source.sign('agentConfig', here)).resolves.toMatchObject({ nonceStr: 'nonce' })
})
