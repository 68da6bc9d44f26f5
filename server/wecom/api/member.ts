import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

const answer = v.object({ name: v.string() })

/**
 * A member's name (doc 90196).
 *
 * @throws {UpstreamRefusedError} of class `config` (60011) or `no_member` (60111) when the app may not see the member
 */
export async function getMemberName(client: WecomClient, userId: string): Promise<string> {
  const { name } = await client.call({ endpoint: 'user/get', schema: answer, query: { userid: userId } })
  return name
}
