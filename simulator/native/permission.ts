import type { VerifiedIdentity } from '../world/clients.ts'
import { hasApi, needsCustomerContact, type ApiRule } from './apis.ts'
import { NativeRefusal, type NativeRefusalKind } from './refusal.ts'
import { missingCustomerPermission, type Situation } from './situation.ts'
import { isAtLeast } from './version.ts'

/**
 * The checks before a native API runs.
 *
 * @param name name on the bridge
 * @param parameters as the SDK sends them, `verify*` fields included
 * @throws NativeRefusal
 */
export function checkPermission(
  situation: Situation,
  name: string,
  rule: ApiRule,
  parameters: Record<string, unknown>,
): void {
  const { client, entry } = situation
  if (!hasApi(client, rule)) throw new NativeRefusal('function_not_exist', `exists from ${JSON.stringify(rule.since)}`)
  checkIdentity(situation, name, rule, parameters)
  if (rule.entries) {
    const since = rule.entries[entry]
    if (since === undefined) throw new NativeRefusal('without_context', `not available from the entry ${entry}`)
    if (!isAtLeast(client.version, since)) throw new NativeRefusal('without_context', `from ${entry} since ${since}`)
  }
  const missing = needsCustomerContact(rule, entry) ? missingCustomerPermission(situation) : undefined
  if (missing !== undefined) throw new NativeRefusal('no_permission', missing)
}

function checkIdentity(
  { frame, url }: Situation,
  name: string,
  rule: ApiRule,
  parameters: Record<string, unknown>,
): void {
  // For a missing verification of the app, clients have the text of a missing permission (doc 100746).
  const kind: NativeRefusalKind = rule.identity === 'application' ? 'no_permission' : 'not_registered'
  const all = [frame.agent, frame.corp].filter(identity => identity !== undefined)
  const present = rule.identity === 'application' ? all.filter(identity => identity === frame.agent) : all
  if (present.length === 0) {
    const missing = rule.identity === 'application' ? 'no agentConfig in this document' : 'not registered'
    throw new NativeRefusal(kind, missing)
  }
  const forUrl = present.filter(identity => identity.url === url)
  if (forUrl.length === 0) throw new NativeRefusal(kind, 'the URL has changed since the registration')
  // jweixin sends the fields of wx.config with every call, also where agentConfig is needed (doc 94313).
  if (!all.some(identity => identity.url === url && carries(parameters, identity))) {
    throw new NativeRefusal(kind, 'the call\'s verify fields are not those of a registration')
  }
  if (!forUrl.some(({ jsApiList }) => jsApiList.includes(name))) {
    throw new NativeRefusal(kind, `${name} is not in jsApiList`)
  }
}

function carries(parameters: Record<string, unknown>, identity: VerifiedIdentity): boolean {
  return parameters.verifyAppId === identity.corpId
    && String(parameters.verifyTimestamp) === identity.timestamp
    && parameters.verifyNonceStr === identity.nonceStr
    && parameters.verifySignature === identity.signature
}
