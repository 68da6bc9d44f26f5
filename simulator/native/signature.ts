import { createHash } from 'node:crypto'
import type { Credential, CredentialKind } from '../world/credentials.ts'
import type { World } from '../world/world.ts'
import { NativeRefusal } from './refusal.ts'

/** The signature of a preVerifyJSAPI or agentConfig, with the values that were signed. */
export interface Claim {
  timestamp: string
  nonceStr: string
  signature: string
  /** The frame's own URL without fragment. */
  url: string
}

/** Unix time until the year 2286; milliseconds have more digits (doc 90313, 40093). */
const SECONDS = /^\d{1,10}$/

/** SHA-1 in lower-case hex over the raw values in this order (doc 90506). */
export function jsapiSignature(ticket: string, { timestamp, nonceStr, url }: Omit<Claim, 'signature'>): string {
  const text = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`
  return createHash('sha1').update(text).digest('hex')
}

/**
 * Accepts a signature for this URL with a live ticket of the right kind and owner.
 *
 * @param agentId owner of the ticket; absent for the company's
 * @throws NativeRefusal whose message gives the cause, if it can be found
 */
export function checkSignature(world: World, kind: CredentialKind, agentId: number | undefined, claim: Claim): void {
  if (!SECONDS.test(claim.timestamp)) throw new NativeRefusal('invalid_signature', 'the timestamp is not in seconds')
  const tickets = world.credentials.all().filter(one => one.kind !== 'access_token')
  const isRight = (one: Credential) => one.kind === kind && one.agentId === agentId
  const matches = (one: Credential) => jsapiSignature(one.value, claim) === claim.signature
  const match = tickets.find(one => isRight(one) && matches(one)) ?? tickets.find(matches)
  if (match && isRight(match) && world.credentials.state(match) === 'live') return
  throw new NativeRefusal('invalid_signature', match ? describeWrongTicket(world, kind, match) : unknown(claim))
}

function describeWrongTicket(world: World, wanted: CredentialKind, used: Credential): string {
  const name = used.kind.replace('_', ' ')
  if (used.kind !== wanted) return `signature made with the ${name}, wanted the ${wanted.replace('_', ' ')}`
  const state = world.credentials.state(used)
  if (state === 'live') return 'signature made with the ticket of another app'
  return `signature made with a ticket that is ${state}`
}

function unknown({ url }: Claim): string {
  return `signature fits no ticket for the frame's URL ${url.split('?')[0]}`
}
