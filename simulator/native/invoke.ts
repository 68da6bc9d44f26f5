import type { Client } from '../world/clients.ts'
import type { World } from '../world/world.ts'
import { apiRules } from './apis.ts'
import { checkPermission } from './permission.ts'
import { performers } from './perform.ts'
import { agentConfig, preVerifyJsApi } from './register.ts'
import { NativeRefusal, refusalAnswer, successAnswer, type NativeAnswer } from './refusal.ts'
import { entryOf, openChat, type Situation } from './situation.ts'

/** One `WeixinJSBridge.invoke` of a page. */
export interface Invocation {
  /** Random for each load of a document. */
  frameId: string
  /** `location.href` of the document. */
  url: string
  name: string
  parameters: Record<string, unknown>
}

export interface Judgement {
  answer: NativeAnswer
  /** For the request log: `ok`, or the reason of the refusal. */
  verdict: string
}

const registrations: Record<string, (situation: Situation, parameters: Record<string, unknown>) => NativeAnswer> = {
  preVerifyJSAPI: preVerifyJsApi,
  agentConfig,
}

/** The native client's answer to one call, in its dialect. */
export function invoke(world: World, client: Client, { frameId, url, name, parameters }: Invocation): Judgement {
  const chat = openChat(world, client)
  const situation: Situation = {
    world,
    client,
    frame: world.clients.frame(client, frameId),
    url: url.split('#')[0] ?? '',
    entry: entryOf(world, client),
    ...(chat ? { chat } : {}),
  }
  try {
    const fields = perform(situation, name, parameters)
    return { answer: successAnswer(client.dialect, name, fields), verdict: 'ok' }
  }
  catch (error) {
    if (!(error instanceof NativeRefusal)) throw error
    return { answer: refusalAnswer(client.dialect, name, error.kind), verdict: `refused: ${error.message}` }
  }
}

function perform(situation: Situation, name: string, parameters: Record<string, unknown>): NativeAnswer {
  const register = Object.hasOwn(registrations, name) ? registrations[name] : undefined
  if (register) return register(situation, parameters)
  const rule = Object.hasOwn(apiRules, name) ? apiRules[name] : undefined
  const performer = performers[name]
  if (!rule || !performer) throw new NativeRefusal('function_not_exist', 'the simulator does not know this API')
  checkPermission(situation, name, rule, parameters)
  return performer(situation, parameters)
}
