import { createError } from 'h3'
import * as v from 'valibot'

/** Makes the answer to a wrong call of the control API. */
export function badRequest(message: string): Error {
  return createError({ statusCode: 400, statusMessage: 'Bad Request', message })
}

/**
 * Checks the body of a call.
 *
 * @throws 400 whose message names the first wrong field
 */
export function check<S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> {
  // valibot takes an array for an object.
  if (Array.isArray(body) && schema.type !== 'array') throw badRequest('Send a JSON object')
  const { success, output, issues } = v.safeParse(schema, body)
  if (success) return output
  const [{ message }] = issues
  const field = v.getDotPath(issues[0])
  throw badRequest(field === null ? message : `"${field}": ${message}`)
}

/** An AgentId, as a number or in digits. */
export const agentId = v.pipe(v.union([v.number(), v.string()]), v.transform(Number))
