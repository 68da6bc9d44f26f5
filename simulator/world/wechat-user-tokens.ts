import { randomBytes } from 'node:crypto'
import type { WechatCode } from './codes.ts'

const DAYS_30_MS = 30 * 86_400_000
const REMEMBERED = 5_000

/** An access_token of one person, not of an app, with its refresh_token. */
export interface WechatUserToken extends WechatCode {
  accessToken: string
  refreshToken: string
  /** Milliseconds of the simulated clock. */
  expiresAt: number
  refreshableUntil: number
}

export interface WechatUserTokens {
  issue(owner: WechatCode, lifetimeSeconds: number): WechatUserToken
  findByAccessToken(value: string): WechatUserToken | undefined
  findByRefreshToken(value: string): WechatUserToken | undefined
  /** A token that is valid lives longer; one that has expired is replaced. */
  refresh(token: WechatUserToken, lifetimeSeconds: number): void
}

/** @param now milliseconds of the simulated clock */
export function createWechatUserTokens(now: () => number): WechatUserTokens {
  let tokens: WechatUserToken[] = []
  const randomValue = () => randomBytes(64).toString('base64url')
  return {
    issue({ appId, personId, scope, isSnapshot }, lifetimeSeconds) {
      const token = {
        appId, personId, scope, isSnapshot,
        accessToken: randomValue(),
        refreshToken: randomValue(),
        expiresAt: now() + lifetimeSeconds * 1_000,
        refreshableUntil: now() + DAYS_30_MS,
      }
      tokens = [token, ...tokens].slice(0, REMEMBERED)
      return token
    },
    findByAccessToken: value => tokens.find(({ accessToken }) => accessToken === value),
    findByRefreshToken: value => tokens.find(({ refreshToken }) => refreshToken === value),
    refresh(token, lifetimeSeconds) {
      if (token.expiresAt <= now()) token.accessToken = randomValue()
      token.expiresAt = now() + lifetimeSeconds * 1_000
    },
  }
}
