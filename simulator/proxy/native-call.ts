import { setTimeout as sleep } from 'node:timers/promises'
import { invoke, type Invocation, type Judgement } from '../native/invoke.ts'
import { successAnswer, textAnswer, type NativeAnswer } from '../native/refusal.ts'
import type { Client } from '../world/clients.ts'
import type { ApiFault } from '../world/faults.ts'
import { hideCredentials } from '../world/hide-credentials.ts'
import type { World } from '../world/world.ts'

/** Fields that the request log leaves out: secret or not useful. */
const HIDDEN = /^verify|^(signature|nonceStr|appId)$/

/**
 * Answers one call of the bridge, with the faults that are on.
 *
 * @param text JSON from the injected script
 * @returns the answer; absent when the client never answers
 * @throws SyntaxError
 */
export async function nativeCall(world: World, client: Client, text: string): Promise<NativeAnswer | undefined> {
  const started = performance.now()
  const invocation = readInvocation(text)
  const fault = world.faults.takeApiFault(invocation.name)
  if (fault?.delayMs !== undefined) await sleep(fault.delayMs)
  const judgement = (fault && judgementOf(fault, client, invocation)) ?? invoke(world, client, invocation)
  world.log.add({
    channel: 'bridge',
    path: `bridge/${invocation.name}`,
    parameters: describe(invocation.parameters),
    answer: hideCredentials(JSON.stringify(judgement.answer)),
    errcode: 0,
    verdict: judgement.verdict,
    durationMs: Math.round(performance.now() - started),
    clientId: client.id,
  })
  return fault?.never ? undefined : judgement.answer
}

/** @returns undefined when the fault only delays the answer */
function judgementOf(fault: ApiFault, { dialect }: Client, { name }: Invocation): Judgement | undefined {
  const { errMsg, innerErrMsg, never } = fault
  if (errMsg !== undefined) return { answer: textAnswer(dialect, errMsg), verdict: `fault: ${errMsg}` }
  if (innerErrMsg !== undefined) {
    return { answer: successAnswer(dialect, name, { errmsg: innerErrMsg }), verdict: `inner fault: ${innerErrMsg}` }
  }
  return never ? { answer: {}, verdict: 'fault: never answered' } : undefined
}

function readInvocation(text: string): Invocation {
  const { frameId, url, name, parameters } = JSON.parse(text) as Partial<Invocation>
  return { frameId: String(frameId), url: String(url), name: String(name), parameters: parameters ?? {} }
}

function describe(parameters: Record<string, unknown>): string {
  const shown = Object.entries(parameters).filter(([name]) => !HIDDEN.test(name))
  return JSON.stringify(Object.fromEntries(shown)).slice(0, 500)
}
