import { createHash, randomUUID } from 'node:crypto'
import type { SiteEcho } from '#shared/types/doctor.ts'
import type { Encryption } from '../../storage/encryption.ts'

/** Where the doctor asks for an echo. */
export const ECHO_PATH = '/api/doctor/echo'
/** Proxies that decode a query, or encode it anew, change this text. */
export const ECHO_PROBE = 'a%2Fb c+d&企'
/** Length of the body. */
export const ECHO_BYTES = 4_096

/** What a server knows of itself. */
export interface EchoOptions {
  corpId: string
  agentId: string
  /** With keys made from the session password, for the purpose `doctor`. */
  encryption: Encryption
}

/** Another one in each process. */
export const instance = randomUUID()

/** What of an echo follows from the configuration. */
export function identityOf({ corpId, agentId, encryption }: EchoOptions, nonce: string) {
  const app = createHash('sha256').update(JSON.stringify([corpId, agentId, nonce])).digest('base64url')
  return { app, proof: encryption.fingerprint(nonce) }
}

/** Answers the doctor. Nothing in it repeats what the request said. */
export function createEcho(options: EchoOptions) {
  return (nonce: string, seen: Omit<SiteEcho, 'app' | 'proof' | 'instance'>): SiteEcho =>
    ({ ...identityOf(options, nonce), instance, ...seen })
}
