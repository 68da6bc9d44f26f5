import { healthySettings, sensitiveFields, type Settings } from '../scenarios/settings.ts'
import { badRequest, objectWith, oneOf } from './input.ts'

type Reader<K extends keyof Settings> = (name: K, value: unknown) => Settings[K]

const readers: { [K in keyof Settings]: Reader<K> } = {
  trustedDomains: stringList,
  trustedIps: allOrList,
  customerContactApp: flag,
  customerContactUserIds: allOrList,
  unlicensedUserIds: stringList,
  visibleUserIds: allOrList,
  developerAccount: (name, value) => oneOf(name, value, ['bound', 'unbound', 'otherSubject']),
  appKind: (name, value) => oneOf(name, value, ['selfBuilt', 'thirdParty']),
  appCreatedBefore20220620: flag,
  kfApp: flag,
  sensitiveFields: (name, value) => stringList(name, value).map(field => oneOf(name, field, sensitiveFields)),
  accessTokenSeconds: amount,
  ticketSeconds: amount,
  codeSeconds: amount,
  ticketsPerHour: amount,
  corpTicketsPerHour: amount,
  callsPerMinute: amount,
  callsPerHour: amount,
  callsPerMinuteOf: (name, value) => Object.fromEntries(Object.entries(objectOf(name, value))
    .map(([path, limit]) => [path, amount(`${name}.${path}`, limit)])),
  callsPerMinutePerIp: amount,
  wrongSecretsPerHour: amount,
  jsCodesPerMinute: amount,
  latencyMs: amount,
  clockOffsetMs: amount,
  callbackTimeoutMs: amount,
  callbackVerifyTimeoutMs: amount,
  callbackPaused: flag,
}

/** @throws 400 */
export function readSettings(body: unknown): Partial<Settings> {
  const input = objectWith(body, Object.keys(healthySettings) as (keyof Settings)[])
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, read(name as keyof Settings, value)]))
}

function read<K extends keyof Settings>(name: K, value: unknown): Settings[K] {
  return readers[name](name, value)
}

function objectOf(name: string, value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badRequest(`"${name}" must be an object`)
  return value
}

function stringList(name: string, value: unknown): string[] {
  if (!Array.isArray(value) || !value.every(item => typeof item === 'string')) {
    throw badRequest(`"${name}" must be a list of strings`)
  }
  return value
}

function allOrList(name: string, value: unknown): 'all' | string[] {
  return value === 'all' ? value : stringList(name, value)
}

function flag(name: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw badRequest(`"${name}" must be true or false`)
  return value
}

function amount(name: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw badRequest(`"${name}" must be a number, not negative`)
  }
  return value
}
