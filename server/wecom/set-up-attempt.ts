import { hasCode } from '../errors/app-error.ts'
import type { Credentials } from './credentials.ts'

/**
 * Tries what every sign-in and every page needs: the access token, and the agent's ticket. WeCom gives a token to every
 * address, but refuses all other calls of an address that is not among the trusted ones (60020).
 *
 * @throws what fetching the token throws, and `wecom_config` of the ticket; other failures of the ticket pass
 */
export async function attemptSetUp({ accessToken, agentTicket }: Credentials): Promise<void> {
  await accessToken.get()
  await agentTicket.get().catch((error: unknown) => {
    if (hasCode(error, 'wecom_config')) throw error
  })
}
