import { randomBytes } from 'node:crypto'

export type CredentialKind = 'access_token' | 'corp_ticket' | 'agent_ticket'

export const credentialKinds: CredentialKind[] = ['access_token', 'corp_ticket', 'agent_ticket']

/** One issued token or ticket. It is kept after its end, so that a refusal can give the reason. */
export interface Credential {
  kind: CredentialKind
  value: string
  /** The app it was issued to; absent for the company's ticket, which all apps share. */
  agentId?: number
  /** Milliseconds of the simulated clock. */
  expiresAt: number
  revoked: boolean
}

export type CredentialState = 'live' | 'expired' | 'revoked'

/** How many credentials of each kind are kept, ended ones included. */
const HISTORY = 50

export interface Credentials {
  /** The live one of that kind and owner, or a new one: WeCom returns the same value while it is valid. */
  issue(kind: CredentialKind, agentId: number | undefined, lifetimeSeconds: number): Credential
  find(kind: CredentialKind, value: string): Credential | undefined
  /** Newest first, ended ones included. */
  all(): Credential[]
  state(credential: Credential): CredentialState
  /** Seconds left, as `expires_in` reports them. */
  expiresIn(credential: Credential): number
  /**
   * @param agentId only those of this app
   * @returns how many live ones it ended
   */
  revoke(kind: CredentialKind, agentId?: number): number
  /** Puts credentials of an earlier run behind those of this one. */
  restore(earlier: Credential[]): void
  /** @param listener called after each new credential and each early end */
  onChange(listener: () => void): void
}

/** @param now milliseconds of the simulated clock */
export function createCredentials(now: () => number): Credentials {
  const issued: Record<CredentialKind, Credential[]> = { access_token: [], corp_ticket: [], agent_ticket: [] }

  let changed = () => {}

  function state(credential: Credential): CredentialState {
    if (credential.revoked) return 'revoked'
    return credential.expiresAt > now() ? 'live' : 'expired'
  }

  return {
    state,
    expiresIn: ({ expiresAt }) => Math.ceil((expiresAt - now()) / 1000),
    issue(kind, agentId, lifetimeSeconds) {
      const live = issued[kind].find(one => one.agentId === agentId && state(one) === 'live')
      if (live) return live
      const credential: Credential = {
        kind,
        value: randomBytes(64).toString('base64url'),
        ...(agentId === undefined ? {} : { agentId }),
        expiresAt: now() + lifetimeSeconds * 1000,
        revoked: false,
      }
      issued[kind] = [credential, ...issued[kind]].slice(0, HISTORY)
      changed()
      return credential
    },
    find: (kind, value) => issued[kind].find(one => one.value === value),
    all: () => credentialKinds.flatMap(kind => issued[kind]),
    revoke(kind, agentId) {
      const live = issued[kind]
        .filter(one => state(one) === 'live')
        .filter(one => agentId === undefined || one.agentId === agentId)
      for (const credential of live) credential.revoked = true
      changed()
      return live.length
    },
    restore(earlier) {
      for (const kind of credentialKinds) issued[kind].push(...earlier.filter(one => one.kind === kind))
    },
    onChange: listener => void (changed = listener),
  }
}
