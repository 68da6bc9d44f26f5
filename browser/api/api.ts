import type { FailureCode } from '#shared/errors.ts'
import type { CustomerEdit, RevealedMobiles, TagEdit, TagGroup } from '#shared/types/customer-edit.ts'
import type { Colleague, CustomerPage, CustomerProfile } from '#shared/types/customer.ts'
import type { CustomerGroup } from '#shared/types/group.ts'
import type { CustomerIdentities, IdentityDecision } from '#shared/types/identity.ts'
import type { JssdkSignatures } from '#shared/types/jssdk.ts'
import type { NewQuickReply, QuickReply, QuickReplyEdit, QuickReplyList } from '#shared/types/quick-reply.ts'
import type { SectionsChange } from '#shared/types/sections.ts'

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Record<string, string | undefined>
  body?: object
  /** The content type of a body that is no JSON. */
  type?: string
  /** Ends the request early; it then rejects like any failed one. */
  signal?: AbortSignal
  /** Longest time, in milliseconds, for what takes longer than most. */
  deadline?: number
  /** Lets the request end after its page. */
  keepalive?: boolean
}

/** Sends one request to our server. Rejects with ApiError and nothing else. */
export type ApiRequest = <T>(path: string, options?: RequestOptions) => Promise<T>

/** Typed calls of our own API. Each rejects with ApiError and nothing else. */
export interface Api {
  signatures: (url: string) => Promise<JssdkSignatures>
  /** Reports that the client refused a signature made with this ticket. */
  reportRefusal: (ticket: 'corp' | 'agent') => Promise<void>
  /** Reports why the client refused the page, so that an admin finds it in the check of the set-up. */
  reportFailure: (code: FailureCode) => Promise<void>
  /** `newest`: as WeCom has it now, not a minute old. */
  customer: (externalUserId: string, signal?: AbortSignal, newest?: boolean) => Promise<CustomerProfile>
  colleagues: (externalUserId: string, signal?: AbortSignal) => Promise<Colleague[]>
  /** The colleagues to ask about a person who is not the member's customer. */
  followers: (externalUserId: string, signal?: AbortSignal) => Promise<Colleague[]>
  /** Rejects with `edit_conflict` when another person has changed the value that the edit is based on. */
  editCustomer: (externalUserId: string, edit: CustomerEdit) => Promise<CustomerProfile>
  editTags: (externalUserId: string, edit: TagEdit) => Promise<CustomerProfile>
  /** The full phone numbers; the server records each reveal. */
  revealMobiles: (externalUserId: string) => Promise<RevealedMobiles>
  /** The accounts of the same person in the company's other apps. */
  identities: (externalUserId: string, signal?: AbortSignal) => Promise<CustomerIdentities>
  /** Admins only. Rejects with `edit_conflict` when the conflict does not exist any more. */
  resolveIdentity: (externalUserId: string, decision: IdentityDecision) => Promise<CustomerIdentities>
  tagLibrary: (signal?: AbortSignal) => Promise<TagGroup[]>
  customers: (cursor?: string, signal?: AbortSignal) => Promise<CustomerPage>
  group: (chatId: string, signal?: AbortSignal) => Promise<CustomerGroup>
  quickReplies: (signal?: AbortSignal) => Promise<QuickReplyList>
  addReply: (reply: NewQuickReply) => Promise<QuickReply>
  /** Rejects with `edit_conflict` when another person has changed it since. */
  editReply: (id: string, edit: QuickReplyEdit) => Promise<QuickReply>
  deleteReply: (id: string) => Promise<void>
  keepSections: (change: SectionsChange) => Promise<void>
  /** What the admins are called, as far as WeCom tells it. */
  adminNames: () => Promise<string[]>
  signOut: () => Promise<void>
}

/** @returns the path of a customer's profile, or of a part of it */
export function customerPath(externalUserId: string, part = ''): string {
  return `/api/customers/${encodeURIComponent(externalUserId)}${part}`
}

/**
 * @param request sends one request and gives the parsed answer
 * @returns the typed calls
 */
export function createApi(request: ApiRequest): Api {
  return {
    signatures: url => request('/api/jssdk/signatures', { query: { url } }),
    reportRefusal: ticket => request('/api/jssdk/refusals', { method: 'POST', body: { ticket } }),
    reportFailure: code => request('/api/clients/failures', { method: 'POST', body: { code } }),
    customer: (externalUserId, signal, newest) =>
      request(customerPath(externalUserId), { ...newest && { query: { newest: '1' } }, signal }),
    colleagues: (externalUserId, signal) => request(customerPath(externalUserId, '/colleagues'), { signal }),
    followers: (externalUserId, signal) =>
      request(customerPath(externalUserId, '/followers'), { method: 'POST', signal }),
    editCustomer: (externalUserId, body) => request(customerPath(externalUserId), { method: 'PATCH', body }),
    editTags: (externalUserId, body) => request(customerPath(externalUserId, '/tags'), { method: 'POST', body }),
    revealMobiles: externalUserId => request(customerPath(externalUserId, '/mobiles'), { method: 'POST' }),
    identities: (externalUserId, signal) => request(customerPath(externalUserId, '/identities'), { signal }),
    resolveIdentity: (externalUserId, body) =>
      request(customerPath(externalUserId, '/identities/resolution'), { method: 'POST', body }),
    adminNames: async () => (await request<{ names: string[] }>('/api/admins/names')).names,
    tagLibrary: signal => request('/api/tags', { signal }),
    customers: (cursor, signal) => request('/api/customers', { query: { cursor }, signal }),
    group: (chatId, signal) => request(`/api/groups/${encodeURIComponent(chatId)}`, { signal }),
    quickReplies: signal => request('/api/quick-replies', { signal }),
    addReply: body => request('/api/quick-replies', { method: 'POST', body }),
    editReply: (id, body) => request(`/api/quick-replies/${id}`, { method: 'PATCH', body }),
    deleteReply: id => request(`/api/quick-replies/${id}`, { method: 'DELETE' }),
    keepSections: body => request('/api/sections', { method: 'PATCH', body }),
    signOut: () => request('/auth/logout', { method: 'POST' }),
  }
}
