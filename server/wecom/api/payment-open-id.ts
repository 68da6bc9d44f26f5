import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

const answer = v.object({ openid: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)) })

/**
 * The openid that the corp's own payments use for a customer on WeChat (doc 92292).
 *
 * @throws {UpstreamRefusedError} of class `no_relation` for an unknown customer, or one who uses WeCom
 */
export async function convertToOpenId(client: WecomClient, externalUserId: string): Promise<string> {
  const { openid } = await client.call({
    endpoint: 'externalcontact/convert_to_openid',
    schema: answer,
    body: { external_userid: externalUserId },
  })
  return openid
}
