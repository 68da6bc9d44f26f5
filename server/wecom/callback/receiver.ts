import * as v from 'valibot'
import type { Vault } from '../../storage/vault.ts'
import { openCallback } from './crypto.ts'
import type { CallbackSecrets } from './crypto.ts'
import { readCallbackEvent } from './event.ts'
import type { CallbackEvent } from './event.ts'
import { readFlatXml } from './flat-xml.ts'
import { callbackRefused } from './refused.ts'

/** A message may be this many seconds old or ahead; an older one is a replay. */
const WINDOW_SECONDS = 300

/** A parameter that occurs twice is a list, and refused: we could not know which value was signed. */
const signedQuery = v.object({
  msg_signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  timestamp: v.pipe(v.string(), v.regex(/^\d{1,12}$/)),
  nonce: v.pipe(v.string(), v.maxLength(64)),
})

/** What WeCom sends as `echostr` (doc 90930). */
const ECHO = /^\d{1,64}$/

export interface CallbackReceiverOptions {
  secrets: CallbackSecrets
  /** Remembers which messages have been handled, over all processes. */
  vault: Pick<Vault, 'slot'>
  /** Milliseconds since 1970 by WeCom's clock. */
  now: () => number
}

/** An event that has not been handled. */
export interface ReceivedEvent {
  event: CallbackEvent
  /**
   * Notes that the event is handled: its repeats are then ignored. Without it, for example after a failure, the repeat
   * that WeCom sends is received like the first one. So handling an event twice must do no harm.
   */
  settle(): Promise<void>
}

/** Opens what WeCom sends to the callback URL (doc 90930). Both methods throw {AppError} invalid_request. */
export interface CallbackReceiver {
  /**
   * The text that proves to WeCom that the URL is ours. Only a text of the form that WeCom sends is returned: otherwise
   * a captured event, sent as `echostr`, would be decrypted for its sender.
   */
  readEcho(query: Readonly<Record<string, unknown>>): string
  /** The event in the body of a POST; undefined when the same message was handled before. */
  readEvent(query: unknown, body: string | undefined): Promise<ReceivedEvent | undefined>
}

export function createCallbackReceiver({ secrets, vault, now }: CallbackReceiverOptions): CallbackReceiver {
  function open(query: unknown, encrypted: unknown): { message: string, signature: string } {
    const parsed = v.safeParse(signedQuery, query)
    if (!parsed.success) throw callbackRefused('query')
    if (typeof encrypted !== 'string') throw callbackRefused('body')
    const { msg_signature: signature, timestamp, nonce } = parsed.output
    if (Math.abs(now() / 1_000 - Number(timestamp)) > WINDOW_SECONDS) throw callbackRefused('timestamp')
    return { message: openCallback(secrets, { signature, timestamp, nonce, encrypted }), signature }
  }

  return {
    readEcho(query) {
      const { message } = open(query, query.echostr)
      if (!ECHO.test(message)) throw callbackRefused('message')
      return message
    },
    async readEvent(query, body) {
      const { message, signature } = open(query, readFlatXml(body ?? '', 'body').get('Encrypt'))
      const event = readCallbackEvent(message)
      // A message dated five minutes ahead is accepted for ten minutes.
      const handled = vault.slot(`callback:${signature}`, v.literal(true), 2 * WINDOW_SECONDS * 1_000 + 1_000)
      return await handled.get() ? undefined : { event, settle: () => handled.set(true) }
    },
  }
}
