import { getQuery, getRouterParam, getRouterParams } from 'h3'
import type { H3Event } from 'h3'
import * as v from 'valibot'
import { AppError } from '../errors/app-error.ts'
import { receiveBody } from './body.ts'
import { headerOf } from './header-of.ts'

const JSON_TYPE = /^application\/json\s*(?:;|$)/i
const BYTES_TYPE = 'application/octet-stream'

/** A parameter of the path. @throws {AppError} invalid_request */
export function readParam<T>(event: H3Event, name: string, schema: v.GenericSchema<unknown, T>): T {
  return parse(schema, getRouterParam(event, name, { decode: true }))
}

type Schemas = Readonly<Record<string, v.GenericSchema>>

/** Parameters of the path, by name. @throws {AppError} invalid_request */
export function readParams(event: H3Event, schemas: Schemas): Record<string, unknown> {
  return parseAll(schemas, getRouterParams(event, { decode: true }))
}

/**
 * Query parameters, by name. One that is given twice is an array, which schemas of texts refuse.
 *
 * @throws {AppError} invalid_request
 */
export function readQuery(event: H3Event, schemas: Schemas): Record<string, unknown> {
  return parseAll(schemas, getQuery(event))
}

function parseAll(schemas: Schemas, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, parse(schema, values[name])]))
}

/**
 * A JSON body. Other content types are refused, because forms of foreign pages can send them.
 *
 * @throws {AppError} invalid_request, request_timeout
 */
export async function readJson<T>(event: H3Event, schema: v.GenericSchema<unknown, T>): Promise<T> {
  if (!JSON_TYPE.test(headerOf(event, 'content-type') ?? '')) throw new AppError('invalid_request')
  return parse(schema, jsonOf(await receiveBody(event)))
}

/**
 * A body of bytes. Other content types are refused, as those of a JSON body.
 *
 * @throws {AppError} invalid_request, request_timeout
 */
export async function readBytes(event: H3Event): Promise<Buffer> {
  const body = await receiveBody(event)
  if (headerOf(event, 'content-type') !== BYTES_TYPE || !body) throw new AppError('invalid_request')
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
