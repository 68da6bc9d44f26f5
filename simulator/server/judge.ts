import type { World } from '../world/world.ts'
import { appUnderTest } from '../world/people.ts'
import { FileAnswer, type Endpoint, type UploadedFile } from './endpoint.ts'
import { checkFrequency } from './limits.ts'
import { JSON_WARNING, Refusal, errmsg } from './refusal.ts'
import { tokenOwner } from './token.ts'

/** One HTTP call of the server API. */
export interface ApiCall {
  query: URLSearchParams
  /** Raw body text; empty for GET. */
  bodyText: string
  /** Of a `multipart/form-data` body. */
  file?: UploadedFile
  callerIp: string
  /** Another call with the endpoint's key has not ended. */
  isConflict?: boolean
}

export interface ApiAnswer {
  /** Has an errcode, except in successful answers of api.weixin.qq.com. */
  body: Record<string, unknown>
  verdict: string
  /** Sent instead of the body. */
  file?: FileAnswer
}

/**
 * Checks in WeCom's order: token missing, token ended, frequency, caller's address, permission, conflict, parameters.
 *
 * @param forcedErrcode refuse with this errcode: a fault is on
 */
export function judge(world: World, endpoint: Endpoint, call: ApiCall, forcedErrcode?: number): ApiAnswer {
  let isWrongJson = false
  try {
    if (forcedErrcode !== undefined) throw new Refusal(forcedErrcode, 'fault switched on')
    if (world.bans.isBanned(call.callerIp)) {
      throw new Refusal(45009, 'the address is banned for an hour after too many wrong secrets')
    }
    const withToken = endpoint.access !== 'secret' && endpoint.access !== 'none'
    const app = withToken ? tokenOwner(world, call.query, endpoint.hintsBogusToken) : appUnderTest(world)
    if (!endpoint.isUncounted?.({ world, query: call.query })) {
      checkFrequency(world, endpoint.path, call.callerIp, call.query.get('debug') === '1')
    }
    if (withToken) checkAddress(world, call.callerIp)
    checkScope(world, endpoint)
    const { bodyText, isConflict, ...request } = call
    if (isConflict) throw new Refusal(45035, 'another call changes the same data')
    const body = parseBody(bodyText)
    isWrongJson = takeQuotedNumbers(body, endpoint.numbers)
    const answer = endpoint.answer({ world, ...request, body, app })
    if (answer instanceof FileAnswer) return { body: { errcode: 0, errmsg: 'ok' }, verdict: 'ok', file: answer }
    return { body: { errcode: 0, errmsg: isWrongJson ? `ok. ${JSON_WARNING}` : 'ok', ...answer }, verdict: 'ok' }
  }
  catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { errcode } = error
    const form = isWrongJson ? { ...error.form, isWrongJson } : error.form
    const text = errmsg({ errcode, form }, call.callerIp, world.now())
    return {
      body: { errcode, errmsg: text, ...endpoint.emptyFields },
      verdict: `refused ${errcode}: ${error.message}`,
    }
  }
}

/** @returns whether there were any */
function takeQuotedNumbers(body: Record<string, unknown>, names: readonly string[] = []): boolean {
  const quoted = names.filter(name => typeof body[name] === 'string' && /^\d{1,9}$/.test(body[name]))
  for (const name of quoted) body[name] = Number(body[name])
  return quoted.length > 0
}

function checkScope({ settings }: World, { access }: Endpoint): void {
  if (access === 'customerContact' && !settings.customerContactApp) {
    throw new Refusal(48002, 'the app is not in 客户联系 → 可调用接口的应用')
  }
  if (access === 'kf' && !settings.kfApp) throw new Refusal(48002, 'the app is not in 微信客服 → 可调用接口的应用')
}

function checkAddress(world: World, callerIp: string): void {
  const { trustedIps } = world.settings
  if (trustedIps !== 'all' && !trustedIps.includes(callerIp)) {
    throw new Refusal(60020, `${callerIp} is not in 企业可信IP`)
  }
}

/** @throws Refusal 40058 */
export function parseBody(text: string): Record<string, unknown> {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  }
  catch {
    // WeCom answers the same for text that is not JSON and for JSON that is not an object.
  }
  throw new Refusal(40058, 'the body is not a JSON object', { isWrongJson: true })
}
