import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'
import { createCredentialCache, createWithToken } from '../upstream/credentials/credential-cache.ts'
import type { WithToken } from '../upstream/credentials/credential-cache.ts'
import type { ExpiringCache } from '../upstream/credentials/expiring-cache.ts'
import type { Credential } from '../upstream/credentials/shared-credential.ts'
import type { Request } from '../upstream/request.ts'
import { isRefusal } from '../upstream/upstream-error.ts'
import type { UpstreamRefusedError } from '../upstream/upstream-error.ts'
import { WECOM } from './wecom-upstream.ts'

/** The owner of the credentials. A stored value belongs to exactly these four. */
export interface AgentIdentity {
  corpId: string
  agentId: string
  agentSecret: string
  apiBase: string
}

/** The three secrets of one agent. None can replace another (42012). */
export interface Credentials {
  /** `access_token` of this agent (doc 91039). */
  accessToken: ExpiringCache
  /** `jsapi_ticket` of the corp, for `config` (doc 90506). */
  corpTicket: ExpiringCache
  /** Ticket of the agent, for `agentConfig` (doc 90506). */
  agentTicket: ExpiringCache
}

export type CredentialKind = 'access_token' | 'corp_ticket' | 'agent_ticket'

export interface CredentialsOptions {
  identity: AgentIdentity
  request: Request
  vault: Vault
  clock: Clock
  /** Called when a renewal in the background fails; no caller sees that error. */
  onRefreshFailure: (kind: CredentialKind, error: unknown) => void
}

/** Fetches each of them, once. @throws {UpstreamRefusedError | UpstreamUnavailableError} */
export interface CredentialFetches {
  accessToken(): Promise<Credential>
  corpTicket(token: string): Promise<Credential>
  agentTicket(token: string): Promise<Credential>
}

const TOKEN_ENDPOINT = 'gettoken'
const secretText = v.pipe(v.string(), v.minLength(1), v.maxLength(512))
const expiresIn = v.pipe(v.number(), v.integer(), v.minValue(1))
const tokenAnswer = v.object({ access_token: secretText, expires_in: expiresIn })
const ticketAnswer = v.object({ ticket: secretText, expires_in: expiresIn })

export function createCredentialFetches(identity: AgentIdentity, request: Request): CredentialFetches {
  async function ticket(endpoint: string, token: string, type?: string): Promise<Credential> {
    const answer = await request({ endpoint, schema: ticketAnswer, query: { access_token: token, type } })
    return { value: answer.ticket, expiresInSeconds: answer.expires_in }
  }
  return {
    async accessToken() {
      const query = { corpid: identity.corpId, corpsecret: identity.agentSecret }
      const answer = await request({ endpoint: TOKEN_ENDPOINT, schema: tokenAnswer, query })
      return { value: answer.access_token, expiresInSeconds: answer.expires_in }
    },
    corpTicket: token => ticket('get_jsapi_ticket', token),
    agentTicket: token => ticket('ticket/get', token, 'agent_config'),
  }
}

/** @returns the caches, and the way every other API call gets its token, which WeCom may end early (doc 91039) */
export function createCredentials(options: CredentialsOptions): Credentials & { withAccessToken: WithToken } {
  const { identity, request, vault, clock, onRefreshFailure } = options
  const fetches = createCredentialFetches(identity, request)

  function cacheOf(kind: CredentialKind, endpoint: string, fetch: () => Promise<Credential>): ExpiringCache {
    const key = credentialKey(identity, kind)
    // A ticket can also fail because the token was refused. The token's cache remembers that; the ticket's must not.
    const isFinal = (refusal: UpstreamRefusedError) => refusal.endpoint === endpoint && refusal.concernsEveryCall
    const onFailure = (error: unknown) => onRefreshFailure(kind, error)
    return createCredentialCache(
      { upstream: WECOM, key, vault, clock, isFinal, onRefreshFailure: onFailure },
      fetch,
    )
  }

  const accessToken = cacheOf('access_token', TOKEN_ENDPOINT, fetches.accessToken)
  const withAccessToken = createWithToken(accessToken, error => isRefusal(error, 'token_dead'))
  const ticketCache = (kind: CredentialKind, endpoint: string, fetch: (token: string) => Promise<Credential>) =>
    cacheOf(kind, endpoint, () => withAccessToken(fetch))

  return {
    accessToken,
    corpTicket: ticketCache('corp_ticket', 'get_jsapi_ticket', fetches.corpTicket),
    agentTicket: ticketCache('agent_ticket', 'ticket/get', fetches.agentTicket),
    withAccessToken,
  }
}

/** Every change of corp, agent, secret or API gives another key, so no value is used for another configuration. */
export function credentialKey({ corpId, agentId, agentSecret, apiBase }: AgentIdentity, kind: CredentialKind): string {
  const identity = JSON.stringify([corpId, agentId, apiBase, agentSecret])
  const fingerprint = createHash('sha256').update(identity).digest('hex').slice(0, 16)
  return `wecom:${corpId}:${agentId}:${fingerprint}:${kind}`
}
