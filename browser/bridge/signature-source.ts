import type { JssdkSignature, JssdkSignatures } from '#shared/types/jssdk.ts'

type SignatureKind = 'config' | 'agentConfig'

/** The two callbacks `ww.register` wants, backed by the HTML and the API. */
export interface SignatureSource {
  /** @throws what the request was rejected with; the SDK then asks again at its next call */
  sign: (kind: SignatureKind, url: string) => Promise<JssdkSignature>
  /** @returns whether `sign` has rejected with this very object; `register()` leaks it as an unhandled rejection */
  hasRejectedWith: (reason: unknown) => boolean
}

/**
 * @param fromPage signatures that arrived in the HTML: each is used once, for exactly its URL. The SDK asks a second
 * time only when the first was refused or the URL has changed, and then a fresh one is needed
 * @param request asks the API; must reject in the end, for the SDK waits without limit
 */
export function createSignatureSource(
  fromPage: JssdkSignatures | undefined,
  request: (url: string) => Promise<JssdkSignatures>,
): SignatureSource {
  const used = new Set<SignatureKind>()
  // Clients before 3.0.24 ask for both identities at once: one request serves both.
  const pending = new Map<string, Promise<JssdkSignatures>>()
  const rejections = new Set<unknown>()

  function requestOnce(url: string): Promise<JssdkSignatures> {
    const answer = pending.get(url) ?? request(url).finally(() => pending.delete(url))
    pending.set(url, answer)
    return answer
  }

  return {
    async sign(kind, url) {
      if (fromPage?.url === url && !used.has(kind)) {
        used.add(kind)
        return fromPage[kind]
      }
      try {
        return (await requestOnce(url))[kind]
      }
      catch (error) {
        rejections.add(error)
        throw error
      }
    },
    hasRejectedWith: reason => rejections.has(reason),
  }
}
