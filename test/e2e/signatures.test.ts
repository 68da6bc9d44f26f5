import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JssdkSignatures } from '../../shared/types/jssdk.ts'
import type { PageContext } from '../../shared/types/page.ts'
import { PAGE_CONTEXT_ID } from '../../shared/utils/page-context.ts'
import { jsapiSignature } from '../../simulator/native/signature.ts'
import { foreignUrls } from '../support/foreign-urls.ts'
import { runs } from '../support/property-runs.ts'
import { FLOOD_LIMITS } from './support/flood-limits.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

let stack: Stack
let webview: Webview
beforeAll(async () => {
  stack = await startStack(FLOOD_LIMITS)
  webview = await signIn(stack)
})
afterAll(() => stack.close())

const ask = (url: string) => webview.get(`/api/jssdk/signatures?url=${encodeURIComponent(url)}`)

describe('GET /api/jssdk/signatures', () => {
  it('signs a page of ours for both identities, each with its own ticket', async () => {
    const url = `${stack.url}/?code=a&name=%E5%BC%A0%E4%B8%89&b=c+d%20e&double=%2520`
    const signatures = await (await ask(url)).json() as JssdkSignatures
    expect(signatures.url).toBe(url)
    const ticketOf = (kind: string) =>
      stack.simulator.world.credentials.all().find(credential => credential.kind === kind)!.value
    const { config, agentConfig } = signatures
    expect(config.signature).toBe(
      jsapiSignature(ticketOf('corp_ticket'), { nonceStr: config.nonceStr, timestamp: String(config.timestamp), url }),
    )
    expect(agentConfig.signature).toBe(
      jsapiSignature(ticketOf('agent_ticket'), {
        nonceStr: agentConfig.nonceStr,
        timestamp: String(agentConfig.timestamp),
        url,
      }),
    )
    expect(agentConfig.agentId).toBe(stack.simulator.appCredentials.agentId)
    expect('agentId' in config).toBe(false)
  })

  it('signs no foreign or malformed URL', async () => {
    const urls = foreignUrls(new URL(stack.url).host).filter(url => url.length < 10_000)
    // The list is for an https site on the default port. Its http URL of our host is our own page here.
    const foreign = urls.filter(url => url !== `${stack.url}/`)
    expect(foreign.length).toBeGreaterThanOrEqual(200)
    for (const url of foreign) {
      const answer = await ask(url)
      expect([answer.status, Object.keys((await answer.json()) as object)], JSON.stringify(url)).toEqual([
        400,
        ['code', 'message', 'requestId'],
      ])
    }
  })

  it('signs nothing when the parameter is missing, empty or given twice', async () => {
    const own = encodeURIComponent(`${stack.url}/`)
    for (const query of ['', '?url=', `?url=${own}&url=${own}`, `?url[]=${own}`, `?URL=${own}`]) {
      expect((await webview.get(`/api/jssdk/signatures${query}`)).status).toBe(400)
    }
  })

  it('signs only those random URLs that are on our origin', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.webUrl(), fc.string({ minLength: 1 })), async (url) => {
      expect((await ask(url)).status).toBe(400)
    }), runs(100))
  })
})

describe('the page', () => {
  it('has signatures for its own URL, so that the browser needs no request', async () => {
    const html = await (await webview.get('/?from=chat&name=%E5%BC%A0')).text()
    const agentTicket = stack.simulator.world.credentials
      .all()
      .find(credential => credential.kind === 'agent_ticket')!.value
    const context = new RegExp(`<script[^>]* id="${PAGE_CONTEXT_ID}"[^>]*>(.*?)</script>`, 's').exec(html)![1]!
    const { url, agentConfig } = (JSON.parse(context) as PageContext).signatures!
    expect(url).toBe(`${stack.url}/?from=chat&name=%E5%BC%A0`)
    const { nonceStr, timestamp, signature } = agentConfig
    expect(signature).toBe(jsapiSignature(agentTicket, { nonceStr, timestamp: String(timestamp), url }))
  })
})
