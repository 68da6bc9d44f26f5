import { hkdfSync } from 'node:crypto'
import type { RootKeys } from '../storage/root-keys.ts'

const KEY_BYTES = 32

/**
 * Makes the key with which a member's browser encrypts what is typed and not saved. It is the same in all sessions of
 * the member, so that drafts survive the end of one; no other member gets it.
 *
 * @param roots only the first is used: drafts from before a change of the password are dropped, they last 24 hours
 * @returns base64url
 */
export function createDraftKeys(roots: RootKeys, corpId: string): (userId: string) => string {
  return userId =>
    Buffer.from(hkdfSync('sha256', roots[0]!, '', `wecom-sidebar:drafts:${corpId}:${userId}`, KEY_BYTES))
      .toString('base64url')
}
