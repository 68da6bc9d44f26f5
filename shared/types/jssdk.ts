/** One JS-SDK signature (doc 90506), ready for `ww.register`. */
export interface JssdkSignature {
  corpId: string
  /** Only on the agent's signature. */
  agentId?: string
  /** Seconds since 1970, by the server's clock. */
  timestamp: number
  nonceStr: string
  /** Lower-case hex SHA-1. */
  signature: string
}

/** Both identities for one page URL (GET /api/jssdk/signatures, and inside the HTML). */
export interface JssdkSignatures {
  /** The URL that was signed: no fragment, byte for byte as the browser reports it. */
  url: string
  config: JssdkSignature
  agentConfig: JssdkSignature & { agentId: string }
}
