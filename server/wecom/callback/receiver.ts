import * as v from 'valibot'
import { AppError } from '../../errors/app-error.ts'
import { openCallback } from './crypto.ts'
import type { CallbackSecrets } from './crypto.ts'
import { readCallbackEvent } from './event.ts'
import type { CallbackEvent } from './event.ts'
import { readFlatXml } from './flat-xml.ts'

/** A message may be this many seconds old or ahead; an older one is a replay. */
const WINDOW_SECONDS = 300

/** A parameter that occurs twice is a list, and refused: we could not know which value was signed. */
const signedQuery = v.object({
  msg_signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  timestamp: v.pipe(v.string(), v.regex(/^\d{1,12}$/)),
  nonce: v.pipe(v.string(), v.maxLength(64)),
})

/** Opens what WeCom sends to the callback URL (doc 90930). Both methods throw {AppError} invalid_request. */
export interface CallbackReceiver {
  /** Checks the query against the encrypted text, and decrypts it. */
  open(query: unknown, encrypted: unknown): string
  /** The event in the body of a POST. */
  readEvent(query: unknown, body: string | undefined): CallbackEvent
}

/** @param now milliseconds since 1970 by WeCom's clock */
export function createCallbackReceiver(secrets: CallbackSecrets, now: () => number): CallbackReceiver {
  function open(query: unknown, encrypted: unknown): string {
    const parsed = v.safeParse(signedQuery, query)
    if (!parsed.success || typeof encrypted !== 'string') throw new AppError('invalid_request')
    const { msg_signature: signature, timestamp, nonce } = parsed.output
    if (Math.abs(now() / 1_000 - Number(timestamp)) > WINDOW_SECONDS) throw new AppError('invalid_request')
    return openCallback(secrets, { signature, timestamp, nonce, encrypted })
  }

  return {
    open,
    readEvent: (query, body) => readCallbackEvent(open(query, readFlatXml(body ?? '').get('Encrypt'))),
  }
}
