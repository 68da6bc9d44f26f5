import { ofetch } from 'ofetch'
import type { SessionMember } from '#shared/types/session.ts'
import { failureOf } from '../failure'
import type { ApiRequest, RequestOptions } from './api'
import { ApiError, toApiError } from './api-error'

/**
 * Longest time for most requests, in milliseconds. Longer than the server's own four seconds, because its answer tells
 * more than our timeout; shorter than the handshake's deadline, so that a signature request rejects first.
 */
export const REQUEST_DEADLINE = 4_500

/**
 * Sends requests to our own API.
 *
 * @param member the page acts in the name of this member only, even if another one has signed in since then
 */
export function createRequest(member: () => SessionMember | undefined): ApiRequest {
  // AbortSignal.timeout and AbortSignal.any are newer than the oldest web views we serve.
  return async function request<T>(
    path: string, { signal, deadline = REQUEST_DEADLINE, type, ...options }: RequestOptions = {},
  ): Promise<T> {
    const controller = new AbortController()
    const abort = () => controller.abort()
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      abort()
    }, deadline)
    signal?.addEventListener('abort', abort)
    if (signal?.aborted) abort()
    const headers = { ...ownHeaders(member()), ...type && { 'content-type': type } }
    try {
      return await ofetch<T>(path, { ...options, headers, retry: 0, signal: controller.signal })
    }
    catch (error) {
      throw timedOut ? new ApiError(failureOf('timeout')) : toApiError(error)
    }
    finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  }
}

/** @returns what each request to our own API says about its page */
export function ownHeaders(member: SessionMember | undefined): Record<string, string> {
  const ofMember: Record<string, string> = member ? { 'x-member': encodeURIComponent(member.userId) } : {}
  return { 'accept-language': document.documentElement.lang, ...ofMember }
}
