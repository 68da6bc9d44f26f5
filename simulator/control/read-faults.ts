import * as v from 'valibot'
import type { ApiFault, BridgeFault, Fault, ServerFault } from '../world/faults.ts'
import { check } from './input.ts'

const number = v.optional(v.number())
const text = v.optional(v.string())
const flag = v.optional(v.boolean())

const serverFault: v.GenericSchema<unknown, ServerFault> = v.strictObject({
  path: v.string(), errcode: number, status: number, body: text, delayMs: number, hang: flag, times: number,
})
const apiFault: v.GenericSchema<unknown, ApiFault> = v.strictObject({
  api: v.string(), never: flag, delayMs: number, errMsg: text, innerErrMsg: text, times: number,
})
const bridgeFault: v.GenericSchema<unknown, BridgeFault> = v.strictObject({
  bridge: v.picklist(['late', 'silent', 'never', 'frames']), delayMs: number,
})

// Not v.union: its message would not name the wrong field.
const fault = v.lazy((value): v.GenericSchema<unknown, Fault> => {
  const has = (key: string) => typeof value === 'object' && value !== null && key in value
  if (has('path')) return serverFault
  if (has('api')) return apiFault
  return has('bridge') ? bridgeFault : v.never('A fault has one of path, api, bridge')
})

/** @throws 400 */
export function readFaults(body: unknown): Fault[] {
  return check(v.array(fault), body)
}
