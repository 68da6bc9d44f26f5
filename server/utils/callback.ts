import { getQuery } from 'h3'
import type { H3Event } from 'h3'
import * as v from 'valibot'
import { openCallback } from '../wecom/callback/crypto.ts'
import { readCallbackEvent } from '../wecom/callback/event.ts'
import type { CallbackEvent } from '../wecom/callback/event.ts'
import { readFlatXml } from '../wecom/callback/flat-xml.ts'
import { useConfig } from './config'
import { useServices } from './services'
import { AppError } from '../errors/app-error.ts'

/** A message may be this old or this much ahead, seconds: an older one is a replay. */
const WINDOW_SECONDS = 300

/** A parameter given twice is a list and refused: which one was signed would be anybody's guess. */
const query = v.object({ msg_signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)), timestamp: v.pipe(v.string(), v.regex(/^\d{1,12}$/)), nonce: v.pipe(v.string(), v.maxLength(64)) })

/**
 * Checks a callback's query against the text and decrypts it (doc 90930).
 *
 * @throws {AppError} not_found while callbacks are not configured
 * @throws {AppError} invalid_request
 */
export function openRequest(event: H3Event, encrypted: unknown): string {
  const { corpId, callbackToken, callbackAesKey } = useConfig()
  if (!callbackToken || !callbackAesKey) throw new AppError('not_found')
  const parsed = v.safeParse(query, getQuery(event))
  if (!parsed.success || typeof encrypted !== 'string') throw new AppError('invalid_request')
  const { msg_signature: signature, timestamp, nonce } = parsed.output
  const now = (Date.now() + useServices().wecom.clockSkew.ms()) / 1_000
  if (Math.abs(now - Number(timestamp)) > WINDOW_SECONDS) throw new AppError('invalid_request')
  return openCallback({ token: callbackToken, aesKey: callbackAesKey, corpId }, { signature, timestamp, nonce, encrypted })
}

/** The event of a POST body (doc 90930). @throws as `openRequest` */
export function readEvent(event: H3Event, body: string | undefined): CallbackEvent {
  return readCallbackEvent(openRequest(event, readFlatXml(body ?? '').get('Encrypt')))
}
