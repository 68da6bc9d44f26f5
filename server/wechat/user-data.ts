import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { AppError } from '../errors/app-error.ts'

/** What a mini program gets from `wx.getUserInfo` or `wx.getUserProfile`. */
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
  /** Absent in data of `wx.getUserProfile`: the signature proves that it is about the user of the session. */
  openId?: string
  unionId?: string
}

/** Older data may be a replay. Clocks may differ by the same time. */
const MAX_AGE_MS = 5 * 60_000
const KEY_BYTES = 16

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))
const decrypted = v.pipe(v.string(), v.parseJson(), v.object({
  openId: v.optional(id),
  unionId: v.optional(v.union([v.literal(''), id])),
  watermark: v.object({ timestamp: v.number(), appid: id }),
}))

type UserData = v.InferOutput<typeof decrypted>

/**
 * Checks the signature, decrypts the data, and checks that its watermark names this app and is recent.
 *
 * CBC alone does not protect the data: from two messages that WeChat encrypted, an attacker can build a third, which
 * has other people's texts in it and 16 random bytes before each of them. The signature covers only `rawData`, the
 * profile. Therefore the decrypted text must be exactly what WeChat writes around this profile: then random bytes have
 * no place, because every byte is known or part of an id.
 *
 * @param session the app, and the session key from the user's last sign-in
 * @param now milliseconds since 1970
 * @throws {AppError} user_data_refused, or user_data_stale
 */
export function openUserData(data: SignedUserData, session: UserDataSession, now: number): UserDataSubject {
  const expected = createHash('sha1').update(data.rawData + session.sessionKey).digest()
  const given = Buffer.from(data.signature, 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new AppError('user_data_refused')

  const text = decrypt(data, session.sessionKey)
  const parsed = v.safeParse(decrypted, text)
  const isGenuine = parsed.success && text !== undefined && textsOf(data.rawData, parsed.output).includes(text)
  if (!isGenuine || parsed.output.watermark.appid !== session.appId) throw new AppError('user_data_refused')
  const { openId, unionId, watermark } = parsed.output
  if (Math.abs(now - watermark.timestamp * 1_000) > MAX_AGE_MS) throw new AppError('user_data_stale')
  return { openId, unionId: unionId || undefined }
}

/** The texts that WeChat writes for these values: its demo and its documentation order the watermark differently. */
function textsOf(rawData: string, { openId, unionId, watermark: { timestamp, appid } }: UserData): string[] {
  const profile = rawData.slice(1, -1)
  // WeChat leaves out both ids, or none.
  if (openId === undefined && unionId !== undefined) return []
  return [{ timestamp, appid }, { appid, timestamp }].map(watermark => [
    ...openId === undefined ? [] : [`"openId":"${openId}"`],
    profile,
    ...unionId === undefined ? [] : [`"unionId":"${unionId}"`],
    `"watermark":${JSON.stringify(watermark)}`,
  ].join(',')).map(fields => `{${fields}}`)
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
