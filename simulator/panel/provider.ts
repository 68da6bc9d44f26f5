import { hideCredentials } from '../world/hide-credentials.ts'
import type { LoggedRequest } from '../world/request-log.ts'
import type { World } from '../world/world.ts'
import { signAgain, type WebhookHeaders } from './webhook.ts'

/** Path at which the simulator takes the app's calls of the panel. */
export const PANEL_PATH = '/panel'

/** So many calls can be replayed. */
const KEPT = 100
/** More of an answer is not kept. */
const LOGGED_CHARACTERS = 8_192

/** A panel's provider, which somebody is developing. */
export interface PanelProvider {
  url: string
  /** `whsec_` and Base64, as in the app's configuration. */
  secret: string
}

/** A call of the provider. */
export interface PanelCall {
  body: string
  webhook: WebhookHeaders
  /** Ends the call when its answer is of no use any more. */
  signal?: AbortSignal
  /** Which call this one repeats, for the log. */
  parameters?: string
}

export interface PanelAnswer {
  status: number
  type: string
  body: string
  /** Its line in the log. */
  logged: LoggedRequest
}

/** Sends the app's calls to the provider and remembers them. */
export interface PanelCalls {
  /** Sends it as it is. An answer with status 502 is the simulator's: there was none. */
  send(call: PanelCall): Promise<PanelAnswer>
  /**
   * Sends the same body again.
   *
   * @param id of the call's line in the log
   * @param asItWas with the same id, time and signature; otherwise signed as a new call
   * @returns undefined when there is no such call, or it is too old
   */
  replay(id: number, asItWas: boolean): Promise<PanelAnswer | undefined>
}

export function createPanelCalls(world: World, { url, secret }: PanelProvider): PanelCalls {
  const calls = new Map<number, Pick<PanelCall, 'body' | 'webhook'>>()
  world.onRestart(() => calls.clear())

  async function send({ body, webhook, signal, parameters = '' }: PanelCall): Promise<PanelAnswer> {
    const started = performance.now()
    const type = 'application/json'
    const headers = { 'content-type': type, 'accept': type, ...webhook }
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: signal ?? null })
      .then(async response => ({
        status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text(),
      }))
      .catch(() => undefined)
    const logged = world.log.add({
      channel: 'panel',
      method: 'POST',
      path: PANEL_PATH,
      parameters,
      headers: Object.entries(webhook).map(([name, value]) => `${name}: ${value}`).join('\n'),
      body: hideCredentials(body),
      answer: hideCredentials(answer?.body ?? '').slice(0, LOGGED_CHARACTERS),
      errcode: 0,
      verdict: verdictOn(answer?.status),
      durationMs: Math.round(performance.now() - started),
    })
    calls.set(logged.id, { body, webhook })
    for (const id of [...calls.keys()].slice(0, -KEPT)) calls.delete(id)
    return { ...answer ?? { status: 502, type: 'text/plain', body: '' }, logged }
  }

  return {
    send,
    async replay(id, asItWas) {
      const call = calls.get(id)
      if (!call) return undefined
      const { body, webhook } = call
      const parameters = `replay=${id}${asItWas ? '&asItWas=true' : ''}`
      return send({ body, webhook: asItWas ? webhook : signAgain(body, secret), parameters })
    },
  }
}

function verdictOn(status: number | undefined): string {
  if (status === undefined) return 'refused: no answer'
  return `${status === 200 ? 'ok' : 'refused'}: HTTP ${status}`
}
