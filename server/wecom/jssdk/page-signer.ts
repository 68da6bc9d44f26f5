import type { JssdkSignature, JssdkSignatures } from '#shared/types/jssdk.ts'
import { pageUrlOf } from '#shared/utils/page-url.ts'
import type { AgentIdentity, Credentials } from '../credentials.ts'
import { createNonceStr, signPage } from './signature.ts'

export interface SignerOptions {
  identity: Pick<AgentIdentity, 'corpId' | 'agentId'>
  credentials: Pick<Credentials, 'corpTicket' | 'agentTicket'>
  /** Milliseconds since 1970, as WeCom counts them. */
  now: () => number
}

/** Signs a page of ours for both identities. @throws {UpstreamRefusedError | UpstreamUnavailableError} when a ticket cannot be had */
export type SignPageUrl = (url: string) => Promise<JssdkSignatures>

/** The caller must have checked that the URL is ours: this signs whatever it is given. */
export function createPageSigner({ identity: { corpId, agentId }, credentials, now }: SignerOptions): SignPageUrl {
  return async function signPageUrl(href) {
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
