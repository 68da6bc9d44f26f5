import { getQuery, getRequestHeader, getRouterParam, readBody } from 'h3'
import type { H3Event } from 'h3'
import * as v from 'valibot'
import { openPlatformName } from '../config/schemas.ts'
import { AppError } from '../errors/app-error.ts'

export { openPlatformName }

/** Ids of WeCom and WeChat: letters, digits, "-" and "_" (external userids, chat ids, openids, unionids). */
export const wecomId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))

/** What `wx.login` and `wx.qy.login` give. */
export const miniProgramCode = v.pipe(v.string(), v.regex(/^[\w-]{1,128}$/))

/** An id together with the app or corp that knows it. */
export const identityAccount = v.strictObject({ kind: v.picklist(['openId', 'externalUserId']), scope: wecomId, id: wecomId })

/** @throws {AppError} invalid_request */
export function readParam<T>(event: H3Event, name: string, schema: v.GenericSchema<unknown, T>): T {
  return parse(schema, getRouterParam(event, name, { decode: true }))
}

/** A query parameter given twice is an array and therefore refused. @throws {AppError} invalid_request */
export function readQuery<T>(event: H3Event, name: string, schema: v.GenericSchema<unknown, T>): T {
  return parse(schema, getQuery(event)[name])
}

/** The unionid in the path, of `?openPlatform=` or else of the main one. @throws {AppError} invalid_request */
export function readUnionId(event: H3Event) {
  return { openPlatform: readQuery(event, 'openPlatform', v.optional(openPlatformName, 'main')), unionId: readParam(event, 'unionId', wecomId) }
}

/** A JSON body; anything but JSON is refused, so that a foreign form cannot pass as one. @throws {AppError} invalid_request */
export async function readJson<T>(event: H3Event, schema: v.GenericSchema<unknown, T>): Promise<T> {
  if (!getRequestHeader(event, 'content-type')?.startsWith('application/json')) throw new AppError('invalid_request')
  return parse(schema, await readBody(event).catch(() => undefined))
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const parsed = v.safeParse(schema, value)
  if (!parsed.success) throw new AppError('invalid_request')
  return parsed.output
}
