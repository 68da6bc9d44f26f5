import { randomBytes } from 'node:crypto'

/** An access_token of a mini program or official account. */
export interface WechatToken {
  value: string
  appId: string
  /** Issued by stable_token. Tokens of stable_token and of cgi-bin/token do not end each other. */
  stable: boolean
  /** Milliseconds of the simulated clock. */
  expiresAt: number
}

export interface WechatTokens {
  /** @param renew issue a new value although the last one is valid; the last one stays valid for five minutes */
  issue(appId: string, stable: boolean, lifetimeSeconds: number, renew: boolean): WechatToken
  find(value: string): WechatToken | undefined
}

/** After cgi-bin/token has issued a new one, the old one stays valid for five minutes. */
const GRACE_MS = 300_000
const REMEMBERED = 200

/** @param now milliseconds of the simulated clock */
export function createWechatTokens(now: () => number): WechatTokens {
  let tokens: WechatToken[] = []
  return {
    issue(appId, stable, lifetimeSeconds, renew) {
      const last = tokens.find(token => token.appId === appId && token.stable === stable && token.expiresAt > now())
      if (last && !renew) return last
      if (last) last.expiresAt = Math.min(last.expiresAt, now() + GRACE_MS)
      const value = randomBytes(64).toString('base64url')
      const token = { value, appId, stable, expiresAt: now() + lifetimeSeconds * 1000 }
      tokens = [token, ...tokens].slice(0, REMEMBERED)
      return token
    },
    find: value => tokens.find(token => token.value === value),
  }
}
