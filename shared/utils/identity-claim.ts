import type { UnionId } from '../types/identity.ts'

/** The open-platform account whose app is bound in WeCom; externalcontact/get sends its unionids (doc 92114). */
export const MAIN_OPEN_PLATFORM = 'main'

/**
 * Whether a claim is for the customer on screen. Equal unionids of two open-platform accounts are two persons.
 *
 * @param unionId the customer's, from WeCom; undefined while it is not certain
 */
export function isOfCustomer({ openPlatform, unionId: claimed }: UnionId, unionId: string | undefined): boolean {
  return openPlatform === MAIN_OPEN_PLATFORM && claimed === unionId
}
