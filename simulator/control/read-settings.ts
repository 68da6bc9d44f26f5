import * as v from 'valibot'
import { clientNetworks, sensitiveFields, type Settings } from '../scenarios/settings.ts'
import { check } from './input.ts'

const flag = v.boolean()
const amount = v.pipe(v.number(), v.finite(), v.minValue(0))
const texts = v.array(v.string())
const notArray = v.check(value => !Array.isArray(value), 'must be an object')
const allOrTexts = v.union([v.literal('all'), texts])

const settings: { [K in keyof Settings]: v.GenericSchema<unknown, Settings[K]> } = {
  trustedDomains: texts,
  trustedIps: allOrTexts,
  customerContactApp: flag,
  customerContactUserIds: allOrTexts,
  unlicensedUserIds: texts,
  appEnabled: v.boolean(),
  visibleUserIds: allOrTexts,
  developerAccount: v.picklist(['bound', 'unbound', 'otherSubject']),
  appKind: v.picklist(['selfBuilt', 'thirdParty']),
  appCreatedBefore20220620: flag,
  kfApp: flag,
  sensitiveFields: v.array(v.picklist(sensitiveFields)),
  accessTokenSeconds: amount,
  ticketSeconds: amount,
  codeSeconds: amount,
  ticketsPerHour: amount,
  corpTicketsPerHour: amount,
  callsPerMinute: amount,
  callsPerHour: amount,
  // valibot takes an array for a record.
  callsPerMinuteOf: v.pipe(v.unknown(), notArray, v.record(v.string(), amount)),
  callsPerMinutePerIp: amount,
  callsPerHourPerIp: amount,
  wrongSecretsPerHour: amount,
  memberMessagesPerMinute: amount,
  memberMessagesPerHour: amount,
  messagesPerDay: amount,
  jsCodesPerMinute: amount,
  wechatCodesPerMinute: amount,
  unionIdWithToken: flag,
  latencyMs: amount,
  clockOffsetMs: amount,
  callbackTimeoutMs: amount,
  callbackVerifyTimeoutMs: amount,
  clientNetwork: v.picklist(clientNetworks),
  lostCookies: texts,
  doublesRedirects: flag,
  leavesAtBack: flag,
  callbackPaused: flag,
}

/** @throws 400 */
export function readSettings(body: unknown): Partial<Settings> {
  return check(v.partial(v.strictObject(settings)), body)
}
