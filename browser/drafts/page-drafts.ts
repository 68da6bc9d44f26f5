import { customerPath, type ApiRequest } from '../api/api'
import { browserStorage } from './draft-names'
import type { DraftPlace } from './draft-place'
import { openDrafts, type Drafts } from './open-drafts'

function pathOf(place: DraftPlace): string {
  return typeof place === 'string'
    ? `/api/${place === 'reply' ? 'quick-replies' : place}/draft`
    : customerPath(place.externalUserId, `/drafts/${place.field}`)
}

/**
 * Opens the drafts of this page.
 *
 * @param key the member's key from the server, base64url
 * @param request sends one request to our server
 */
export function openPageDrafts(key: string, request: ApiRequest): Promise<Drafts> {
  return openDrafts({
    key,
    storage: browserStorage(),
    subtle: crypto.subtle,
    now: Date.now,
    // The page may end meanwhile.
    send: (place, body) => request(pathOf(place), { method: 'PUT', body, keepalive: true }),
  })
}
