import type { JssdkSignature, JssdkSignatures } from '#shared/types/jssdk.ts'
import { pageUrlOf } from '#shared/utils/page-url.ts'
import { AppError } from '../../errors/app-error.ts'
import type { AgentIdentity, Credentials } from '../credentials.ts'
import { createNonceStr, signPage } from './signature.ts'
import { isSiteUrl } from './site-url.ts'

export interface SignerOptions {
  identity: Pick<AgentIdentity, 'corpId' | 'agentId'>
  credentials: Pick<Credentials, 'corpTicket' | 'agentTicket'>
  /** NUXT_SITE_URL: only pages below these origins are signed. */
  siteOrigins: readonly string[]
  /** Milliseconds since 1970 by WeCom's clock. */
  now: () => number
}

/**
 * Signs the URL of one of our pages, for the corp and for the agent.
 *
 * @throws {AppError} untrusted_url for every other URL
 * @throws {UpstreamRefusedError | UpstreamUnavailableError} when WeCom gives no ticket
 */
export type SignPageUrl = (url: unknown) => Promise<JssdkSignatures>

export function createPageSigner({ identity, credentials, siteOrigins, now }: SignerOptions): SignPageUrl {
  const { corpId, agentId } = identity
  return async function signPageUrl(href) {
    if (!isSiteUrl(href, siteOrigins)) throw new AppError('untrusted_url')
    const url = pageUrlOf(href)
    const sign = (ticket: string): JssdkSignature => {
      const nonceStr = createNonceStr()
      const timestamp = Math.floor(now() / 1_000)
      return { corpId, timestamp, nonceStr, signature: signPage({ ticket, nonceStr, timestamp, url }) }
    }
    const [corpTicket, agentTicket] = await Promise.all([credentials.corpTicket.get(), credentials.agentTicket.get()])
    return { url, config: sign(corpTicket), agentConfig: { ...sign(agentTicket), agentId } }
  }
}
