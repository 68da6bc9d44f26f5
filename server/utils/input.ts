import { getQuery, getRouterParam } from 'h3'
import type { H3Event } from 'h3'
import * as v from 'valibot'
import { HttpApiError } from './http-error'

/** WeCom ids: letters, digits, "-" and "_" (external userids, chat ids). */
export const wecomId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))

/** @throws {HttpApiError} invalid_request */
export function readParam<T>(event: H3Event, name: string, schema: v.GenericSchema<unknown, T>): T {
  return parse(schema, getRouterParam(event, name, { decode: true }))
}

/** A query parameter given twice is an array and therefore refused. @throws {HttpApiError} invalid_request */
export function readQuery<T>(event: H3Event, name: string, schema: v.GenericSchema<unknown, T>): T {
  return parse(schema, getQuery(event)[name])
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const parsed = v.safeParse(schema, value)
  if (!parsed.success) throw new HttpApiError('invalid_request')
  return parsed.output
}
