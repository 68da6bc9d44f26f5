import { randomUUID } from 'node:crypto'
import { createCallProvider } from '../../server/panels/call-provider.ts'
import { PanelFailure } from '../../server/panels/panel-failure.ts'
import { readCard } from '../../server/panels/read-card.ts'
import { signWebhook } from '../../server/panels/webhook-signature.ts'
import type { Clock } from '../../server/upstream/clock.ts'
import type { Fetch } from '../../server/upstream/transport.ts'

/** How long a provider may take, milliseconds. */
const TIMEOUT_MS = 4_500
/** A call of this age must be refused, seconds. */
const OLD = 10 * 60
/** No provider has this secret. */
const FOREIGN_SECRET = `whsec_${Buffer.from(randomUUID()).toString('base64')}`

/** One line of the report. */
export interface ProviderCheck {
  what: string
  /** Why it failed; absent when it is as it must be. */
  problem?: string
}

export interface ProviderToCheck {
  url: string
  /** `whsec_` and Base64. */
  secret: string
  /** Of the customer in the calls. */
  unionId: string
}

/** @returns whether a provider keeps the contract of docs/panels.md; it never throws */
export async function checkProvider(
  { url, secret, unionId }: ProviderToCheck, fetch: Fetch, clock: Clock,
): Promise<ProviderCheck[]> {
  const body = JSON.stringify({
    version: 1, panel: 'check', customer: { unionId }, member: { userId: 'check' }, locale: 'en', theme: 'light',
  })
  const now = Math.floor(clock.wall() / 1_000)
  const signed = (timestamp: number, by = secret) => signWebhook({ id: `msg_${randomUUID()}`, timestamp, body }, [by])

  async function cardProblem(): Promise<string | undefined> {
    try {
      readCard(await createCallProvider(fetch, clock)({ url, secrets: [secret], timeoutMs: TIMEOUT_MS }, body))
    }
    catch (error) {
      if (!(error instanceof PanelFailure)) throw error
      return error.message
    }
  }

  /** Whether a call without a right signature is answered. */
  async function refusalProblem(headers: Record<string, string>): Promise<string | undefined> {
    try {
      const { status } = await fetch(url, {
        method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { 'content-type': 'application/json', ...headers },
      })
      return status >= 400 && status < 500 ? undefined : `It answered with status ${status} instead of 401.`
    }
    catch {
      return 'It could not be reached.'
    }
  }

  return [
    { what: 'answers a signed call with a card', problem: await cardProblem() },
    { what: 'refuses a call without a signature', problem: await refusalProblem({}) },
    { what: 'refuses a call signed with another secret', problem: await refusalProblem(signed(now, FOREIGN_SECRET)) },
    { what: 'refuses a call that is ten minutes old', problem: await refusalProblem(signed(now - OLD)) },
  ]
}
