import type { UnionId } from '../types/identity.ts'

/** The open-platform account whose app is bound in WeCom: its unionids are the ones externalcontact/get sends (doc 92114). */
export const MAIN_OPEN_PLATFORM = 'main'

/**
 * Whether a claim is for the customer on screen: equal unionids of two open-platform accounts are two people.
 *
 * @param unionId the customer's, by WeCom; undefined while it is not certain
 */
export function isOfCustomer({ openPlatform, unionId: claimed }: UnionId, unionId: string | undefined): boolean {
  return openPlatform === MAIN_OPEN_PLATFORM && claimed === unionId
}
