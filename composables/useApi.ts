import type { CustomerEdit, RevealedMobiles, TagEdit, TagGroup } from '#shared/types/customer-edit'
import type { CustomerPage, CustomerProfile } from '#shared/types/customer'
import type { CustomerGroup } from '#shared/types/group'
import type { CustomerIdentities, IdentityDecision } from '#shared/types/identity'
import type { NewQuickReply, QuickReply, QuickReplyEdit, QuickReplyList } from '#shared/types/quick-reply'
import type { JssdkSignatures } from '#shared/types/jssdk'
import { ApiError, toApiError } from './api-error'
import { failureOf } from './failure'
import { signInAgain } from './sign-in'

/**
 * How long one request may take, in milliseconds; above the server's own four seconds, whose answer says
 * more than our patience, and below the handshake's deadline, so that a signature rejects first.
 */
export const REQUEST_DEADLINE = 4_500

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  query?: Record<string, string | undefined>
  body?: object
  /** Ends the request early; it then rejects like any failed one. */
  signal?: AbortSignal
}

/** Typed calls of our own API. Each rejects with {@link ApiError} and nothing else. */
export interface UseApiReturn {
  signatures: (url: string) => Promise<JssdkSignatures>
  /** Reports that the client refused a signature made with this ticket. */
  reportRefusal: (ticket: 'corp' | 'agent') => Promise<void>
  customer: (externalUserId: string, signal?: AbortSignal) => Promise<CustomerProfile>
  /** Rejects with `edit_conflict` when somebody has changed what the edit is based on. */
  editCustomer: (externalUserId: string, edit: CustomerEdit) => Promise<CustomerProfile>
  editTags: (externalUserId: string, edit: TagEdit) => Promise<CustomerProfile>
  /** The full phone numbers; the server records each look. */
  revealMobiles: (externalUserId: string) => Promise<RevealedMobiles>
  /** The same person elsewhere. */
  identities: (externalUserId: string, signal?: AbortSignal) => Promise<CustomerIdentities>
  /** Admins only. Rejects with `edit_conflict` when there is no such conflict any more. */
  resolveIdentity: (externalUserId: string, decision: IdentityDecision) => Promise<CustomerIdentities>
  tagLibrary: (signal?: AbortSignal) => Promise<TagGroup[]>
  customers: (cursor?: string, signal?: AbortSignal) => Promise<CustomerPage>
  group: (chatId: string, signal?: AbortSignal) => Promise<CustomerGroup>
  quickReplies: (signal?: AbortSignal) => Promise<QuickReplyList>
  addReply: (reply: NewQuickReply) => Promise<QuickReply>
  /** Rejects with `edit_conflict` when somebody has changed it meanwhile. */
  editReply: (id: string, edit: QuickReplyEdit) => Promise<QuickReply>
  deleteReply: (id: string) => Promise<void>
  noteReplyUse: (id: string) => Promise<void>
  signOut: () => Promise<void>
}

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
  try {
    return await $fetch<T>(path, { ...options, headers: { 'accept-language': document.documentElement.lang }, retry: 0, signal: controller.signal })
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

function customerPath(externalUserId: string, part = ''): string {
  return `/api/customers/${encodeURIComponent(externalUserId)}${part}`
}

export function useApi(): UseApiReturn {
  return {
    signatures: url => request('/api/jssdk/signatures', { query: { url } }),
    reportRefusal: ticket => request('/api/jssdk/refusals', { method: 'POST', body: { ticket } }),
    customer: (externalUserId, signal) => request(customerPath(externalUserId), { signal }),
    editCustomer: (externalUserId, body) => request(customerPath(externalUserId), { method: 'PATCH', body }),
    editTags: (externalUserId, body) => request(customerPath(externalUserId, '/tags'), { method: 'POST', body }),
    revealMobiles: externalUserId => request(customerPath(externalUserId, '/mobiles'), { method: 'POST' }),
    identities: (externalUserId, signal) => request(customerPath(externalUserId, '/identities'), { signal }),
    resolveIdentity: (externalUserId, body) => request(customerPath(externalUserId, '/identities/resolution'), { method: 'POST', body }),
    tagLibrary: signal => request('/api/tags', { signal }),
    customers: (cursor, signal) => request('/api/customers', { query: { cursor }, signal }),
    group: (chatId, signal) => request(`/api/groups/${encodeURIComponent(chatId)}`, { signal }),
    quickReplies: signal => request('/api/quick-replies', { signal }),
    addReply: body => request('/api/quick-replies', { method: 'POST', body }),
    editReply: (id, body) => request(`/api/quick-replies/${id}`, { method: 'PATCH', body }),
    deleteReply: id => request(`/api/quick-replies/${id}`, { method: 'DELETE' }),
    noteReplyUse: id => request(`/api/quick-replies/${id}/uses`, { method: 'POST' }),
    signOut: () => request('/auth/logout', { method: 'POST' }),
  }
}
