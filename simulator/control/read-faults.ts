import type { Fault } from '../world/faults.ts'
import { badRequest, objectWith, oneOf } from './input.ts'

const FIELDS = {
  path: ['path', 'errcode', 'status', 'body', 'delayMs', 'hang', 'times'],
  api: ['api', 'never', 'delayMs', 'errMsg', 'times'],
  bridge: ['bridge', 'delayMs'],
} as const

const TYPES: Record<string, 'string' | 'number' | 'boolean'> = {
  path: 'string', api: 'string', bridge: 'string', body: 'string', errMsg: 'string',
  errcode: 'number', status: 'number', delayMs: 'number', times: 'number',
  hang: 'boolean', never: 'boolean',
}

/** @throws 400 */
export function readFaults(body: unknown): Fault[] {
  if (!Array.isArray(body)) throw badRequest('Send a list of faults')
  return body.map(readFault)
}

function readFault(value: unknown): Fault {
  const kind = (Object.keys(FIELDS) as (keyof typeof FIELDS)[])
    .find(key => typeof value === 'object' && value !== null && key in value)
  if (!kind) throw badRequest('A fault has one of path, api, bridge')
  const fault = objectWith<string>(value, FIELDS[kind])
  for (const [name, field] of Object.entries(fault)) {
    if (typeof field !== TYPES[name]) throw badRequest(`"${name}" must be a ${TYPES[name]}`)
  }
  if (kind === 'bridge') oneOf('bridge', fault.bridge, ['late', 'never'])
  // Every field was just checked by name and type.
  return fault as unknown as Fault
}
