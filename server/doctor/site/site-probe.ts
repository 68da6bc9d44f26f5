import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import type { SiteEcho } from '#shared/types/doctor.ts'
import { listenAddress } from '../../config/listen-address.ts'
import type { AppConfig, Environment } from '../../config/load-config.ts'
import { networkFailureOf } from '../../errors/network-failure.ts'
import type { NetworkFailure } from '../../errors/network-failure.ts'
import type { Encryption } from '../../storage/encryption.ts'
import type { Fetch } from '../../upstream/transport.ts'
import { ECHO_BYTES, ECHO_PATH, ECHO_PROBE, identityOf } from './echo.ts'

/** What answers at the public address. */
export type Visit
  = | { kind: 'echo', echo: SiteEcho, isOurApp: boolean, hasOurPassword: boolean, ms: number }
    | { kind: 'other', status: number, location?: string }
    | { kind: 'unreachable', failure?: NetworkFailure }

/** The text of a page at the public address. */
export interface Page {
  status: number
  text: string
}

/** Requests to this product itself. Each address is visited once in a run. */
export interface SiteProbe {
  visit(origin: string): Promise<Visit>
  /** A GET. @throws when there is no answer */
  get(url: string): Promise<Page>
  /** Whether a server answers where this configuration says that it listens. */
  isRunning(): Promise<boolean>
}

export interface SiteProbeOptions {
  config: Pick<AppConfig, 'corpId' | 'agentId'>
  environment: Environment
  fetch: Fetch
  encryption: Encryption
}

const PATIENCE_MS = 2_500
const LOCAL_PATIENCE_MS = 1_000
const MOST_CHARS = 4_096
const echoAnswer = v.object({
  app: v.string(), proof: v.string(), instance: v.string(), host: v.boolean(), path: v.boolean(), query: v.boolean(),
  bytes: v.number(), forwarded: v.picklist(['none', 'trusted', 'untrusted']),
})

export function createSiteProbe({ config, environment, fetch, encryption }: SiteProbeOptions): SiteProbe {
  const visits = new Map<string, Promise<Visit>>()
  let running: Promise<boolean> | undefined

  async function visit(origin: string): Promise<Visit> {
    const nonce = randomBytes(16).toString('hex')
    const began = performance.now()
    try {
      const response = await fetch(`${origin}${ECHO_PATH}?${new URLSearchParams({ probe: ECHO_PROBE })}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        pieces: inPieces(JSON.stringify({ nonce }).padEnd(ECHO_BYTES)),
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      const parsed = v.safeParse(echoAnswer, jsonOf(await textOf(response.body)))
      if (response.status !== 200 || !parsed.success) {
        return { kind: 'other', status: response.status, location: response.headers.get('location') ?? undefined }
      }
      const echo = parsed.output
      const { app, proof } = identityOf({ ...config, encryption }, nonce)
      const ms = Math.round(performance.now() - began)
      return { kind: 'echo', echo, isOurApp: echo.app === app, hasOurPassword: echo.proof === proof, ms }
    }
    catch (error) {
      return { kind: 'unreachable', failure: networkFailureOf(error) }
    }
  }

  async function get(url: string, patienceMs = PATIENCE_MS): Promise<Page> {
    const signal = AbortSignal.timeout(patienceMs)
    const response = await fetch(url, { method: 'GET', redirect: 'manual', signal })
    return { status: response.status, text: await textOf(response.body) }
  }

  async function asksItself(): Promise<boolean> {
    const { host = '127.0.0.1', port } = listenAddress(environment)
    const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
    return get(`http://${name}:${port}/healthz`, LOCAL_PATIENCE_MS).then(({ status }) => status === 200, () => false)
  }

  return {
    visit(origin) {
      const known = visits.get(origin) ?? visit(origin)
      visits.set(origin, known)
      return known
    },
    get: url => get(url),
    isRunning: () => running ??= asksItself(),
  }
}

/** Sent chunked: without a length, and not in one piece. */
async function* inPieces(text: string): AsyncGenerator<Uint8Array> {
  const half = Math.floor(text.length / 2)
  yield Buffer.from(text.slice(0, half))
  await sleep(1)
  yield Buffer.from(text.slice(half))
}

async function textOf(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > MOST_CHARS) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {
    return undefined
  }
}
