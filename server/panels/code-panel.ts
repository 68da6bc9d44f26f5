import type { PanelActionContext, PanelContext } from '#shared/define-panel.ts'
import type { CodePanelConfig } from '../config/code-panel.ts'
import { networkFailureOf } from '../errors/network-failure.ts'
import { isAddressRefused } from '../upstream/guarded-transport.ts'
import type { Fetch } from '../upstream/transport.ts'
import { PanelFailure } from './panel-failure.ts'
import { createPanelFetch } from './panel-fetch.ts'
import type { Asking, Panel, PanelQuestion } from './panel.ts'
import { MAX_CARD_BYTES } from './read-card.ts'

/**
 * @param fetch refuses the addresses that must not be called
 * @returns a panel in `panels/`: it runs in this process, within its time, and reaches only its origins
 */
export function createCodePanel(config: CodePanelConfig, fetch: Fetch): Panel {
  return { ...config, ask: (question, asking) => runCode(config, fetch, question, asking) }
}

async function runCode(
  { load, act, origins, variables, timeoutMs }: CodePanelConfig, fetch: Fetch,
  { action, customer, group, member, locale, theme }: PanelQuestion, { id, signal: ended, trace, onHandOver }: Asking,
): Promise<string> {
  const time = AbortSignal.timeout(timeoutMs)
  const done = new AbortController()
  const signal = AbortSignal.any([time, done.signal, ...ended ? [ended] : []])
  const context: PanelContext = {
    // What it needs is there; `subjectFields` knows of what kind.
    customer: customer as PanelContext['customer'], group: group as PanelContext['group'],
    member, locale, theme, variables: valuesOf(variables), signal,
    fetch: createPanelFetch({ fetch, origins, signal, onOrigin: onHandOver }),
  }
  async function work(): Promise<unknown> {
    if (!action) return load(context)
    if (!act) throw new PanelFailure('panel_refused', { detail: 'it has no act()' })
    // Also an action that reaches no other system is on record.
    onHandOver()
    return act({ ...context, action, idempotencyKey: id } as PanelActionContext)
  }
  try {
    const text = textOf(await Promise.race([work(), aborted(signal)]))
    trace({ bytes: Buffer.byteLength(text) })
    if (Buffer.byteLength(text) > MAX_CARD_BYTES) {
      throw new PanelFailure('panel_card_invalid', { detail: 'larger than 64 KB' })
    }
    return text
  }
  catch (error) {
    ended?.throwIfAborted()
    if (error instanceof PanelFailure) throw error
    if (time.aborted) throw new PanelFailure('panel_late')
    if (isAddressRefused(error)) throw new PanelFailure('panel_address_refused')
    // Its message may have data of the customer.
    const detail = error instanceof Error ? error.name : typeof error
    throw new PanelFailure('panel_unavailable', { detail, isOutage: networkFailureOf(error) !== undefined })
  }
  finally {
    // Ends calls that the panel has not waited for.
    done.abort()
  }
}

/** @throws {PanelFailure} for one that is not set */
function valuesOf(variables: CodePanelConfig['variables']): Record<string, string> {
  const [missing] = Object.keys(variables).filter(name => !variables[name])
  if (missing) throw new PanelFailure('panel_unavailable', { detail: `${missing} is not set` })
  return variables as Record<string, string>
}

/** @returns a promise that is rejected when the signal is aborted */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

function textOf(answer: unknown): string {
  try {
    return JSON.stringify(answer) ?? ''
  }
  catch {
    throw new PanelFailure('panel_card_invalid', { detail: 'it cannot be written as JSON' })
  }
}
