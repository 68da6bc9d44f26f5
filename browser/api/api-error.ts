import { FetchError } from 'ofetch'
import { isPageErrorCode, type ApiErrorBody } from '#shared/errors.ts'
import { failureOf, type Failure } from '../failure'

/** A request to our own API that did not succeed. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}

function isErrorBody(data: unknown): data is ApiErrorBody {
  return isPageErrorCode((data as Partial<ApiErrorBody> | undefined)?.code)
}

/**
 * @param error what `$fetch` was rejected with
 * @returns the same as one of our coded failures; an answer that is not ours (a proxy's page, say) counts as `internal`
 */
export function toApiError(error: unknown): ApiError {
  if (!(error instanceof FetchError) || !error.response) return new ApiError(failureOf('offline'))
  return answeredError(error.data, error.response.headers)
}

/** @returns the failure that our server has answered */
export function answeredError(data: unknown, headers: Headers): ApiError {
  if (!isErrorBody(data)) return new ApiError(failureOf('internal'))
  const retryAfter = Number(headers.get('retry-after')) || undefined
  return new ApiError(failureOf(data.code, { requestId: data.requestId, hint: data.fix, retryAfter }))
}
