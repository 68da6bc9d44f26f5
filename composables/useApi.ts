import { createApi, type Api, type ApiRequest, type RequestOptions } from '~/browser/api/api'
import { ApiError } from '~/browser/api/api-error'
import { createRequest } from '~/browser/api/request'
import { takeEarlyAnswer } from '~/browser/early/early-answers'
import { usePageContext } from './usePageContext'
import { useSignIn } from './useSignIn'

/** Sends requests to our own API. A session that has ended leads to the sign-in; the request then never settles. */
export function useApiRequest(): ApiRequest {
  const { signInAgain } = useSignIn()
  const page = usePageContext()
  const send = createRequest(() => page.value?.member)

  async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
    // The server draws what it has.
    if (import.meta.server) return await new Promise<never>(() => {})
    try {
      return await (takeEarlyAnswer<T>(path, options) ?? send<T>(path, options))
    }
    catch (error) {
      const hasEnded = error instanceof ApiError && error.failure.code === 'session_required'
      if (hasEnded && signInAgain()) return await new Promise<never>(() => {})
      throw error
    }
  }

  return request
}

/** Typed calls of our own API. */
export function useApi(): Api {
  return createApi(useApiRequest())
}
