import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { makeCertificate } from '../support/certificate.ts'
import type { Certificate } from '../support/certificate.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import { startForwardProxy } from '../support/forward-proxy.ts'
import { startTlsFront } from '../support/tls-front.ts'
import type { TlsFront } from '../support/tls-front.ts'
import { startOwnStack } from './support/own-stack.ts'
import { signIn } from './support/webview.ts'

/** Only the proxy knows where this is. */
const WECOM = 'qyapi.wecom.test'

describe('the way to WeCom', () => {
  let certificate: Certificate
  let wecom: TlsFront
  beforeAll(async () => {
    certificate = makeCertificate(WECOM)
    wecom = await startTlsFront(certificate)
  })
  afterAll(async () => {
    await wecom.close()
    certificate.remove()
  })

  it('S10: leads through the forward proxy, within our time limits, except for NO_PROXY', async () => {
    const proxy = await startForwardProxy('corp:p@ss/word', wecom.port)
    onTestFinished(() => proxy.close())
    const stack = await startOwnStack({
      NUXT_WECOM_API_BASE: `https://${WECOM}`,
      NODE_EXTRA_CA_CERTS: certificate.ca,
      HTTPS_PROXY: `http://corp:p%40ss%2Fword@127.0.0.1:${proxy.port}`,
    })
    wecom.standBefore(stack.simulator.url)
    const webview = await signIn(stack)
    expect((await webview.get('/api/customers')).status).toBe(200)
    expect(new Set(proxy.asked())).toEqual(new Set([`${WECOM}:443`]))

    proxy.hang()
    const late = await webview.get('/api/customers/wmSomebody')
    expect([504, 502]).toContain(late.status)
    expect(stack.app().output()).not.toMatch(/p@ss|p%40ss/)

    await stack.app().stop('SIGKILL')
    // What the server had sent is read before this.
    expect((await fetch(`http://127.0.0.1:${proxy.port}`)).status).toBe(405)
    const before = proxy.asked().length
    await stack.restart({ NO_PROXY: '.wecom.test' })
    expect((await webview.get('/api/customers/wmSomebody')).status).toBe(502)
    expect(proxy.asked()).toHaveLength(before)
  })

  it('S21: may be slower than a second for each connection', async () => {
    const network = await startFaultProxy(wecom.port)
    onTestFinished(() => network.close())
    await network.set({ kind: 'slowHandshake', ms: 1_200 })
    // The name has two addresses on most machines, and only one of them answers.
    const stack = await startOwnStack({
      NUXT_WECOM_API_BASE: `https://localhost:${network.port}`, NODE_EXTRA_CA_CERTS: certificate.ca,
    })
    wecom.standBefore(stack.simulator.url)
    const webview = await signIn(stack)
    expect((await webview.get('/api/session')).status).toBe(200)
  })
})
