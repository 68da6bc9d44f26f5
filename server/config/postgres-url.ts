import { parseServerUrl, UrlProblem } from './server-url.ts'

/**
 * Checks NUXT_DATABASE_URL, which the driver reads again.
 *
 * @returns the same text
 * @throws {UrlProblem}
 */
export function checkPostgresUrl(text: string): string {
  const { hosts } = parseServerUrl(text, ['postgres', 'postgresql'])
  if (hosts.length > 1) throw new UrlProblem('names several hosts: use one address that leads to the primary')
  return text
}
