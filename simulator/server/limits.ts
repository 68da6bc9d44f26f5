import type { World } from '../world/world.ts'
import { Refusal } from './refusal.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** doc 90313: debug mode is for a few calls by hand. */
const DEBUG_CALLS_PER_MINUTE = 5

/**
 * Base frequency limits (doc 90312): per company and API, per address and API.
 *
 * @throws Refusal 45009
 */
export function checkFrequency(world: World, path: string, callerIp: string, debug: boolean): void {
  const { settings, rateLimits } = world
  const perMinute = settings.callsPerMinuteOf[path] ?? settings.callsPerMinute
  const { callsPerMinutePerIp, callsPerHourPerIp } = settings
  const limits: [key: string, windowMs: number, most: number, why: string][] = [
    [`corp ${path}`, MINUTE_MS, perMinute, 'calls of this API by the company within the minute'],
    [`corp ${path}`, HOUR_MS, settings.callsPerHour, 'calls of this API by the company within the hour'],
    [`ip ${callerIp} ${path}`, MINUTE_MS, callsPerMinutePerIp, 'calls of this API from this address within the minute'],
    [`ip ${callerIp} ${path}`, HOUR_MS, callsPerHourPerIp, 'calls of this API from this address within the hour'],
  ]
  if (debug) limits.push([`debug ${path}`, MINUTE_MS, DEBUG_CALLS_PER_MINUTE, 'calls with debug=1 within the minute'])
  for (const [key, windowMs, most, why] of limits) {
    if (rateLimits.count(key, windowMs) > most) throw new Refusal(45009, `more than ${most} ${why}`)
  }
}
