import { parseArgs } from 'node:util'
import { isPanelSecret, isProviderUrl } from '../../server/config/panel.ts'
import type { ProviderToCheck } from './check-provider.ts'

/**
 * Refuses what the server refuses in NUXT_PANELS, so that a provider is not found right, or out of reach, with a secret
 * or an address that it cannot have.
 *
 * @param secret PANEL_SECRET
 */
export function readArguments(
  args: readonly string[], secret: string | undefined,
): ProviderToCheck | { problem: string } {
  let parsed
  try {
    const options = { 'union-id': { type: 'string', default: 'oCheck' } } as const
    parsed = parseArgs({ args: [...args], options, allowPositionals: true })
  }
  catch {
    return { problem: 'There is an option that is not known, or that has no value.' }
  }
  const { values: { 'union-id': unionId }, positionals: [command, url = '', ...rest] } = parsed
  if (command !== 'check' || rest.length > 0) return { problem: 'The command must be check, with one address.' }
  if (!isProviderUrl(url)) return { problem: 'The address must be an http or https URL without a user and a fragment.' }
  if (!secret || !isPanelSecret(secret)) {
    return { problem: 'PANEL_SECRET must be "whsec_" and 24 to 64 random bytes in Base64, as in NUXT_PANELS.' }
  }
  return { url, unionId, secret }
}
