import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

const answer = v.object({ name: v.string() })

/**
 * A member's name (doc 90196).
 *
 * @throws {UpstreamRefusedError} 60011 or 60111 when the member is outside the app's visible range
 */
export async function getMemberName(client: WecomClient, userId: string): Promise<string> {
  const { name } = await client.call({ endpoint: 'user/get', schema: answer, query: { userid: userId } })
  return name
}
