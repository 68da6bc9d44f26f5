import { createError } from 'h3'

/** Makes the answer to a wrong call of the control API. */
export function badRequest(message: string): Error {
  return createError({ statusCode: 400, statusMessage: 'Bad Request', message })
}

/** @throws 400 unless the value is a JSON object with only these keys */
export function objectWith<K extends string>(value: unknown, keys: readonly K[]): Partial<Record<K, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badRequest('Send a JSON object')
  const unknown = Object.keys(value).find(key => !keys.includes(key as K))
  if (unknown !== undefined) throw badRequest(`Unknown field "${unknown}"; known: ${keys.join(', ')}`)
  return value
}

/** @throws 400 unless the value is one of the choices */
export function oneOf<T extends string>(name: string, value: unknown, choices: readonly T[]): T {
  const choice = choices.find(one => one === value)
  if (choice === undefined) throw badRequest(`"${name}" must be one of ${choices.join(', ')}`)
  return choice
}
