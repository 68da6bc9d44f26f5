import type { SessionMember } from '#shared/types/session'
import { createApi, type Api, type ApiRequest, type RequestOptions } from '~/browser/api/api'
import { ApiError, toApiError } from '~/browser/api/api-error'
import { failureOf } from '~/browser/failure'
import { usePageContext } from './usePageContext'
import { useSignIn } from './useSignIn'

/**
 * Longest time for one request, in milliseconds. Longer than the server's own four seconds, because its answer tells
 * more than our timeout; shorter than the handshake's deadline, so that a signature request rejects first.
 */
export const REQUEST_DEADLINE = 4_500

/** Sends requests to our own API. A session that has ended leads to the sign-in; the request then never settles. */
export function useApiRequest(): ApiRequest {
  const { signInAgain } = useSignIn()
  const page = usePageContext()

  // AbortSignal.timeout and AbortSignal.any are newer than the oldest web views we serve.
  async function request<T>(path: string, { signal, ...options }: RequestOptions = {}): Promise<T> {
    const controller = new AbortController()
    const abort = () => controller.abort()
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      abort()
    }, REQUEST_DEADLINE)
    signal?.addEventListener('abort', abort)
    if (signal?.aborted) abort()
    const headers = { 'accept-language': document.documentElement.lang, ...ofMember(page.value?.member) }
    try {
      return await $fetch<T>(path, { ...options, headers, retry: 0, signal: controller.signal })
    }
    catch (error) {
      if (timedOut) throw new ApiError(failureOf('timeout'))
      const apiError = toApiError(error)
      if (apiError.failure.code === 'session_required' && signInAgain()) return await new Promise<never>(() => {})
      throw apiError
    }
    finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  }

  return request
}

/** Typed calls of our own API. */
export function useApi(): Api {
  return createApi(useApiRequest())
}

/** The page acts in the name of this member only, even if another one has signed in since then. */
function ofMember(member: SessionMember | undefined): { 'x-member'?: string } {
  return member ? { 'x-member': encodeURIComponent(member.userId) } : {}
}
