import type { World } from '../world/world.ts'
import { appUnderTest } from '../world/people.ts'
import type { Endpoint } from './endpoint.ts'
import { Refusal, errmsg } from './refusal.ts'
import { tokenOwner } from './token.ts'

/** One HTTP call of the server API, already read. */
export interface ApiCall {
  query: URLSearchParams
  /** Raw body text; empty for GET. */
  bodyText: string
  callerIp: string
}

export interface ApiAnswer {
  body: Record<string, unknown> & { errcode: number, errmsg: string }
  verdict: string
}

/**
 * Answers in WeCom's order of checks: token missing, token dead, caller's address, permission, then parameters.
 *
 * @param forcedErrcode answer with this errcode instead (a fault that was switched on)
 */
export function judge(world: World, endpoint: Endpoint, call: ApiCall, forcedErrcode?: number): ApiAnswer {
  try {
    if (forcedErrcode !== undefined) throw new Refusal(forcedErrcode, 'fault switched on')
    const app = endpoint.access === 'secret' ? appUnderTest(world) : tokenOwner(world, call.query)
    if (endpoint.access !== 'secret') checkAddress(world, call.callerIp)
    if (endpoint.access === 'customerContact' && !world.settings.customerContactApp) {
      throw new Refusal(48002, 'the app is not in 客户联系 → 可调用接口的应用')
    }
    const fields = endpoint.answer({ world, query: call.query, body: parseBody(call.bodyText), app })
    return { body: { errcode: 0, errmsg: 'ok', ...fields }, verdict: 'ok' }
  }
  catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { errcode, short } = error
    const text = errmsg(errcode, call.callerIp, world.now(), short)
    return {
      body: { errcode, errmsg: text, ...endpoint.emptyFields },
      verdict: `refused ${errcode}: ${error.message}`,
    }
  }
}

function checkAddress(world: World, callerIp: string): void {
  const { trustedIps } = world.settings
  if (trustedIps !== 'all' && !trustedIps.includes(callerIp)) {
    throw new Refusal(60020, `${callerIp} is not in 企业可信IP`)
  }
}

function parseBody(text: string): Record<string, unknown> {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  }
  catch {
    // Falls through: not JSON is refused like JSON of the wrong shape.
  }
  throw new Refusal(40058, 'the body is not a JSON object')
}
