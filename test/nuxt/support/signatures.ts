import type { JssdkSignatures } from '#shared/types/jssdk.ts'

/** Signatures that tell the URL they were made for. */
export function signaturesFor(url: string, name = 'fresh'): JssdkSignatures {
  const common = { corpId: 'ww1', timestamp: 1_700_000_000, nonceStr: 'nonce' }
  return {
    url,
    config: { ...common, signature: `${name} config ${url}` },
    agentConfig: { ...common, agentId: '1000002', signature: `${name} agent ${url}` },
  }
}
