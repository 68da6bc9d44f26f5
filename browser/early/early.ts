import { createApi, customerPath, type RequestOptions } from '../api/api'
import { createRequest } from '../api/request'
import { loadWecomSdk } from '../bridge/load-sdk'
import { createLocator, type Locator } from '../bridge/locator'
import { wantsDiagnosis } from '../diagnosis/wants-diagnosis'
import { readPageContext } from './page-context'

/**
 * What has begun before the app. A client builds a new page for each chat, and the app is most of the page's code: the
 * handshake and the first request for the customer do not wait for it.
 */
let begun: Locator | undefined
const answers = new Map<string, Promise<unknown>>()

if (import.meta.client) begin()

function begin(): void {
  const page = readPageContext()
  const { pathname, searchParams } = new URL(location.href)
  // A diagnosis asks the client itself, through an SDK that tells each step.
  if (!page || pathname !== '/' || wantsDiagnosis(searchParams)) return
  const request = createRequest(() => page.member)
  const locator = createLocator({
    page, userAgent: navigator.userAgent, api: createApi(request), loadSdk: loadWecomSdk,
  })
  locator.follow(() => {
    if (locator.state.status !== 'customer') return
    const path = customerPath(locator.state.externalUserId)
    if (answers.has(path)) return
    const answer = request(path)
    answer.catch(() => {}) // the app asks for it, and learns it then
    answers.set(path, answer)
  })
  void locator.locate()
  begun = locator
}

/** @returns the locator that has begun, once: the app goes on with it */
export function takeLocator(): Locator | undefined {
  const locator = begun
  begun = undefined
  return locator
}

/** @returns the answer to a request that was sent before the app asked for it, once */
export function takeEarlyAnswer<T>(path: string, { method = 'GET', query }: RequestOptions): Promise<T> | undefined {
  if (method !== 'GET' || query) return undefined
  const answer = answers.get(path)
  answers.delete(path)
  return answer as Promise<T> | undefined
}

/** Forgets the answers that the app has not asked for: later they would be old. */
export function forgetEarlyAnswers(): void {
  answers.clear()
}
