import { randomBytes } from 'node:crypto'

/** An access_token of a mini program or official account. */
export interface WechatToken {
  value: string
  appId: string
  /** From stable_token, which keeps apart from cgi-bin/token: neither ends the other's. */
  stable: boolean
  /** Milliseconds of the simulated clock. */
  expiresAt: number
}

export interface WechatTokens {
  /** @param renew a new value even though the last one lives; that one stays good for five more minutes */
  issue(appId: string, stable: boolean, lifetimeSeconds: number, renew: boolean): WechatToken
  find(value: string): WechatToken | undefined
}

/** doc: after cgi-bin/token has made a new one, the old one lives on for five minutes. */
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
      const token = { value: randomBytes(64).toString('base64url'), appId, stable, expiresAt: now() + lifetimeSeconds * 1000 }
      tokens = [token, ...tokens].slice(0, REMEMBERED)
      return token
    },
    find: value => tokens.find(token => token.value === value),
  }
}
