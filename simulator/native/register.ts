import type { VerifiedIdentity } from '../world/clients.ts'
import { apiRules, hasApi, needsCustomerContact } from './apis.ts'
import { isAtLeast } from './version.ts'
import { NativeRefusal } from './refusal.ts'
import { checkSignature } from './signature.ts'
import { missingCustomerPermission, type Situation } from './situation.ts'

type Parameters = Record<string, unknown>

const AGENT_CONFIG_SINCE = '2.5.0'
/** Older clients accept agentConfig only after a successful config (doc 94313). */
const AGENT_CONFIG_ALONE_SINCE = '3.0.24'

/** `wx.config`: verifies the company, by a signature with the corp ticket. */
export function preVerifyJsApi(situation: Situation, parameters: Parameters): Parameters {
  const identity = claimedIdentity(situation, parameters, {
    corpId: 'verifyAppId',
    timestamp: 'verifyTimestamp',
    nonceStr: 'verifyNonceStr',
    signature: 'verifySignature',
    jsApiList: 'verifyJsApiList',
  })
  checkPage(situation, identity)
  checkSignature(situation.world, 'corp_ticket', undefined, identity)
  situation.frame.corp = identity
  return { checkResult: checkResult(situation, identity.jsApiList) }
}

/** `wx.agentConfig`: verifies the app, by a signature with the app's own ticket. */
export function agentConfig(situation: Situation, parameters: Parameters): Parameters {
  const { world, client, frame } = situation
  if (!isAtLeast(client.version, AGENT_CONFIG_SINCE)) {
    throw new NativeRefusal('function_not_exist', `agentConfig exists from ${AGENT_CONFIG_SINCE}`)
  }
  const identity = claimedIdentity(situation, parameters, {
    corpId: 'corpid',
    timestamp: 'timestamp',
    nonceStr: 'nonceStr',
    signature: 'signature',
    jsApiList: 'jsApiList',
  })
  if (!isAtLeast(client.version, AGENT_CONFIG_ALONE_SINCE) && frame.corp?.url !== identity.url) {
    const why = `clients before ${AGENT_CONFIG_ALONE_SINCE} need config before agentConfig`
    throw new NativeRefusal('not_registered', why)
  }
  checkPage(situation, identity)
  const app = world.scenario.apps.find(({ agentId }) => String(agentId) === String(parameters.agentid))
  if (!app) throw new NativeRefusal('wrong_agent', 'agentid is not an app of this company')
  checkSignature(world, 'agent_ticket', app.agentId, identity)
  frame.agent = identity
  return { checkResult: checkResult(situation, identity.jsApiList) }
}

/** @throws NativeRefusal when a field is empty */
function claimedIdentity(
  { url }: Situation,
  parameters: Parameters,
  names: Record<Exclude<keyof VerifiedIdentity, 'url'>, string>,
): VerifiedIdentity {
  const text = (name: string) => String(parameters[name] ?? '')
  const list = parameters[names.jsApiList]
  const identity = {
    corpId: text(names.corpId),
    timestamp: text(names.timestamp),
    nonceStr: text(names.nonceStr),
    signature: text(names.signature),
    jsApiList: Array.isArray(list) ? list.map(String) : [],
  }
  const empty = Object.entries(identity).filter(([, value]) => value.length === 0).map(([name]) => name)
  if (empty.length > 0) throw new NativeRefusal('empty_parameters', `without ${empty.join(', ')}`)
  return { url, ...identity }
}

function checkPage({ world, url }: Situation, { corpId }: VerifiedIdentity): void {
  if (corpId !== world.scenario.corp.corpId) {
    throw new NativeRefusal('wrong_corp', 'corpid is not the company this member is signed in to')
  }
  const host = URL.parse(url)?.host ?? ''
  if (!world.settings.trustedDomains.includes(host)) {
    throw new NativeRefusal('untrusted_domain', `${host} is not among ${world.settings.trustedDomains.join(', ')}`)
  }
}

/** For each named API, whether this client, app and member may call it. */
export function checkResult(situation: Situation, names: string[]): Record<string, boolean> {
  const { client, entry } = situation
  const denied = missingCustomerPermission(situation) !== undefined
  return Object.fromEntries(names.map((name) => {
    const rule = apiRules[name]
    if (!rule) return [name, name === 'agentConfig' || name === 'config']
    return [name, hasApi(client, rule) && !(denied && needsCustomerContact(rule, entry))]
  }))
}
