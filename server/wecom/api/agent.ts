import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

/** What WeCom says about the app. */
export interface Agent {
  name: string
  enabled: boolean
  /** Members of the 可见范围 that are named one by one. */
  userIds: string[]
  /** Departments of the 可见范围. */
  departmentIds: number[]
  /** Whether departments or tags are in the 可见范围. */
  hasGroups: boolean
  /** The trusted domain, with a port if it has one; undefined when WeCom does not tell. */
  redirectDomain?: string
}

const answer = v.object({
  name: v.optional(v.string(), ''),
  close: v.optional(v.number(), 0),
  allow_userinfos: v.optional(v.object({ user: v.optional(v.array(v.object({ userid: v.string() })), []) })),
  allow_partys: v.optional(v.object({ partyid: v.optional(v.array(v.number()), []) })),
  allow_tags: v.optional(v.object({ tagid: v.optional(v.array(v.number()), []) })),
  redirect_domain: v.optional(v.string()),
})

/**
 * Asks WeCom for the app itself (doc 90227).
 *
 * @throws {UpstreamRefusedError} 301002 when the token belongs to another app
 */
export async function getAgent(client: Pick<WecomClient, 'call'>, agentId: string): Promise<Agent> {
  const found = await client.call({ endpoint: 'agent/get', schema: answer, query: { agentid: agentId } })
  const departmentIds = found.allow_partys?.partyid ?? []
  return {
    name: found.name,
    enabled: found.close === 0,
    userIds: found.allow_userinfos?.user.map(({ userid }) => userid) ?? [],
    departmentIds,
    hasGroups: Boolean(departmentIds.length || found.allow_tags?.tagid.length),
    redirectDomain: found.redirect_domain,
  }
}
