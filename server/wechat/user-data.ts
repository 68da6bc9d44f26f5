import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { AppError } from '../errors/app-error.ts'

/** What a mini program gets from `wx.getUserInfo`. */
export interface SignedUserData {
  rawData: string
  /** SHA-1 of rawData and the session key, hex. */
  signature: string
  /** AES-128-CBC, base64. */
  encryptedData: string
  /** 16 bytes, base64. */
  iv: string
}

/** The sign-in that the data must belong to. */
interface UserDataSession {
  appId: string
  sessionKey: string
}

/** The user that the data is about, according to WeChat. */
export interface UserDataSubject {
  openId: string
  unionId?: string
}

/** Older data may be a replay. Clocks may differ by the same time. */
const MAX_AGE_MS = 5 * 60_000
const KEY_BYTES = 16

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))
const decrypted = v.pipe(v.string(), v.parseJson(), v.looseObject({
  openId: id,
  unionId: v.optional(v.union([v.literal(''), id])),
  watermark: v.object({ appid: v.string(), timestamp: v.number() }),
}))
const signed = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()))

/**
 * Checks the signature, decrypts the data, and checks that its watermark names this app and is recent.
 *
 * CBC alone does not protect the data: an attacker can change a letter of the unionid and only destroys the 16 bytes
 * before it. These bytes belong to an id, which must keep its format, or to texts that the signature covers; therefore
 * the decrypted texts are compared with the signed ones.
 *
 * @param session the app, and the session key from the user's last sign-in
 * @param now milliseconds since 1970
 * @throws {AppError} user_data_refused, or user_data_stale
 */
export function openUserData(data: SignedUserData, session: UserDataSession, now: number): UserDataSubject {
  const expected = createHash('sha1').update(data.rawData + session.sessionKey).digest()
  const given = Buffer.from(data.signature, 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new AppError('user_data_refused')

  const parsed = v.safeParse(decrypted, decrypt(data, session.sessionKey))
  const covered = v.safeParse(signed, data.rawData)
  if (!parsed.success || !covered.success) throw new AppError('user_data_refused')
  const { openId, unionId, watermark, ...profile } = parsed.output
  const isChanged = Object.entries(profile)
    .some(([name, value]) => typeof value === 'string' && value !== covered.output[name])
  if (watermark.appid !== session.appId || isChanged) throw new AppError('user_data_refused')
  if (Math.abs(now - watermark.timestamp * 1_000) > MAX_AGE_MS) throw new AppError('user_data_stale')
  return { openId, unionId: unionId || undefined }
}

function decrypt({ encryptedData, iv }: SignedUserData, sessionKey: string): string | undefined {
  const key = Buffer.from(sessionKey, 'base64')
  const vector = Buffer.from(iv, 'base64')
  if (key.length !== KEY_BYTES || vector.length !== KEY_BYTES) return undefined
  const decipher = createDecipheriv('aes-128-cbc', key, vector)
  try {
    return decipher.update(encryptedData, 'base64', 'utf8') + decipher.final('utf8')
  }
  catch {
    return undefined // not encrypted with this key
  }
}
