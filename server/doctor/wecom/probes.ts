import { createClockSkew } from '../../upstream/clock-skew.ts'
import type { Clock } from '../../upstream/clock.ts'
import { createRefusalMemory } from '../../upstream/credentials/refusal-memory.ts'
import type { KnownRefusal } from '../../upstream/credentials/refusal-memory.ts'
import { createSharedCredential } from '../../upstream/credentials/shared-credential.ts'
import type { Credential } from '../../upstream/credentials/shared-credential.ts'
import { shareRefusals } from '../../upstream/credentials/shared-refusal.ts'
import { createRequest } from '../../upstream/request.ts'
import type { Fetch } from '../../upstream/transport.ts'
import type { Vault } from '../../storage/vault.ts'
import { getAgent } from '../../wecom/api/agent.ts'
import type { Agent } from '../../wecom/api/agent.ts'
import { listServiceMembers, MEMBERS_A_CALL } from '../../wecom/api/customer-union-ids.ts'
import { listDepartmentMembers } from '../../wecom/api/department-members.ts'
import type { DepartmentMember } from '../../wecom/api/department-members.ts'
import { batchGetByUser } from '../../wecom/api/external-contact.ts'
import type { FollowedContact } from '../../wecom/api/external-contact.ts'
import { createCredentialFetches, credentialKey } from '../../wecom/credentials.ts'
import type { AgentIdentity, CredentialKind } from '../../wecom/credentials.ts'
import { WECOM } from '../../wecom/wecom-upstream.ts'

/**
 * Questions to WeCom. Each is asked once in a run, however many checks want the answer, and none is repeated. All throw
 * {UpstreamRefusedError | UpstreamUnavailableError}.
 */
export interface WecomProbes {
  token(): Promise<string>
  agent(): Promise<Agent>
  corpTicket(): Promise<void>
  agentTicket(): Promise<void>
  /** Userids of the members in 使用范围, as far as the app may see them. */
  serviceMembers(): Promise<string[]>
  /** Members of the first department in 可见范围 and of those below it, with names; none when there is no department. */
  members(): Promise<DepartmentMember[]>
  /** Up to a hundred customers of the first hundred of these members. */
  customers(): Promise<FollowedContact[]>
  /** The refused secret that is not sent again; undefined when it was not refused. */
  refusedSecret(): Promise<KnownRefusal | undefined>
  /** WeCom's clock minus ours, milliseconds; 0 before an answer. */
  skewMs(): number
}

export interface WecomProbesOptions {
  identity: AgentIdentity
  fetch: Fetch
  /** The one of the servers, so that they and the doctor share tokens, tickets and refusals. */
  vault: Vault
  clock: Clock
}

const CUSTOMERS = 100

export function createWecomProbes({ identity, fetch, vault, clock }: WecomProbesOptions): WecomProbes {
  const clockSkew = createClockSkew(clock)
  const request = createRequest({ upstream: WECOM, apiRoot: `${identity.apiBase}/cgi-bin`, fetch, clockSkew })
  const fetches = createCredentialFetches(identity, request)
  const wecomClock = { ...clock, wall: () => clock.wall() + clockSkew.ms() }
  const memoryOf = (kind: CredentialKind) =>
    ({ upstream: WECOM, key: credentialKey(identity, kind), vault })
  const secretMemory = createRefusalMemory(memoryOf('access_token'))

  function shared(kind: CredentialKind, fetch: () => Promise<Credential>) {
    const isFinal = (error: { concernsEveryCall: boolean }) => error.concernsEveryCall
    const options = memoryOf(kind)
    const fetchOnce = shareRefusals({ ...options, isFinal }, fetch)
    return createSharedCredential({ ...options, fetch: fetchOnce, clock: wecomClock })
  }

  /** Also when a valid token is stored: the secret may have been reset since. WeCom then returns the same token. */
  const token = once(async () => {
    const known = await secretMemory.known()
    if (known?.error.isWrongSecret) throw known.error
    if (known) await secretMemory.forget()
    const credential = shared('access_token', fetches.accessToken)
    const stored = await credential.read()
    const live = stored ? await credential.extend(stored) ?? stored : await credential.obtain()
    return live.value
  })

  /** A stored ticket is enough: WeCom limits how often one is fetched. */
  const ticket = (kind: CredentialKind, fetch: (token: string) => Promise<Credential>) => once(async () => {
    const value = await token()
    await createRefusalMemory(memoryOf(kind)).forget()
    await shared(kind, () => fetch(value)).obtain()
  })

  const client = {
    call: (async ({ query, ...rest }) =>
      request({ ...rest, query: { ...query, access_token: await token() } })) as typeof request,
  }
  const serviceMembers = once(() => listServiceMembers(client))
  const agent = once(() => getAgent(client, identity.agentId))
  return {
    token,
    agent,
    members: once(async () => {
      const { departmentIds } = await agent()
      return departmentIds.length > 0 ? listDepartmentMembers(client, Math.min(...departmentIds)) : []
    }),
    corpTicket: ticket('corp_ticket', fetches.corpTicket),
    agentTicket: ticket('agent_ticket', fetches.agentTicket),
    serviceMembers,
    customers: once(async () => {
      const members = (await serviceMembers()).slice(0, MEMBERS_A_CALL)
      if (members.length === 0) return []
      return (await batchGetByUser(client, members, { limit: CUSTOMERS })).contacts
    }),
    async refusedSecret() {
      const known = await secretMemory.known()
      return known?.error.isWrongSecret ? known : undefined
    },
    skewMs: () => clockSkew.ms(),
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => result ??= work()
}
