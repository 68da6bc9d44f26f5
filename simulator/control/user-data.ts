import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { Customer } from '../scenarios/scenario.ts'
import { openIdOf } from '../world/other-ids.ts'

/** The person and keys of encrypted user data. */
export interface UserDataOptions {
  appId: string
  person: Customer
  withUnionId: boolean
  /** False: as `wx.getUserProfile` makes it, without openId and unionId. */
  withIds: boolean
  /** Base64. */
  sessionKey: string
  /** For which app it was made, and when (Unix seconds). */
  watermark: { appid: string, timestamp: number }
}

/** The data that a mini program's page receives. */
export interface EncryptedUserData {
  rawData: string
  signature: string
  encryptedData: string
  iv: string
}

/** WeChat's open data: SHA-1 over rawData and session_key, AES-128-CBC with PKCS#7 padding. */
export function encryptUserData(options: UserDataOptions): EncryptedUserData {
  const { appId, person, withUnionId, withIds, sessionKey, watermark } = options
  const shown = {
    nickName: person.name,
    gender: person.gender,
    language: 'zh_CN',
    city: '',
    province: '',
    country: '',
    avatarUrl: person.avatar ?? '',
  }
  const rawData = JSON.stringify(shown)
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(sessionKey, 'base64'), iv)
  const { timestamp, appid } = watermark
  // The order of the official demo.
  const secret = JSON.stringify({
    ...(withIds ? { openId: openIdOf(appId, person) } : {}),
    ...shown,
    ...(withIds && withUnionId && person.unionId !== undefined ? { unionId: person.unionId } : {}),
    watermark: { timestamp, appid },
  })
  return {
    rawData,
    signature: createHash('sha1').update(rawData + sessionKey).digest('hex'),
    encryptedData: Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]).toString('base64'),
    iv: iv.toString('base64'),
  }
}
