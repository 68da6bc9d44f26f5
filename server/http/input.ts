import { getQuery, getRequestHeader, getRouterParam } from 'h3'
import type { H3Event } from 'h3'
import * as v from 'valibot'
import { AppError } from '../errors/app-error.ts'
import { receiveBody } from './body.ts'

const JSON_TYPE = /^application\/json\s*(?:;|$)/i
const BYTES_TYPE = 'application/octet-stream'

/** A parameter of the path. @throws {AppError} invalid_request */
export function readParam<T>(event: H3Event, name: string, schema: v.GenericSchema<unknown, T>): T {
  return parse(schema, getRouterParam(event, name, { decode: true }))
}

/** A query parameter. Given twice, it is an array, which schemas of texts refuse. @throws {AppError} invalid_request */
export function readQuery<T>(event: H3Event, name: string, schema: v.GenericSchema<unknown, T>): T {
  return parse(schema, getQuery(event)[name])
}

/**
 * A JSON body. Other content types are refused, because forms of foreign pages can send them.
 *
 * @throws {AppError} invalid_request, request_timeout
 */
export async function readJson<T>(event: H3Event, schema: v.GenericSchema<unknown, T>): Promise<T> {
  if (!JSON_TYPE.test(getRequestHeader(event, 'content-type') ?? '')) throw new AppError('invalid_request')
  return parse(schema, jsonOf(await receiveBody(event)))
}

/**
 * A body of bytes. Other content types are refused, as those of a JSON body.
 *
 * @throws {AppError} invalid_request, request_timeout
 */
export async function readBytes(event: H3Event): Promise<Buffer> {
  const body = await receiveBody(event)
  if (getRequestHeader(event, 'content-type') !== BYTES_TYPE || !body) throw new AppError('invalid_request')
  return body
}

/** @returns undefined, which no schema accepts, when it is no JSON */
function jsonOf(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(String(body))
  }
  catch {
    return undefined
  }
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const parsed = v.safeParse(schema, value)
  if (!parsed.success) throw new AppError('invalid_request')
  return parsed.output
}
