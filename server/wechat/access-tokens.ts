import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'
import { createCredentialCache, createWithToken } from '../upstream/credentials/credential-cache.ts'
import type { WithToken } from '../upstream/credentials/credential-cache.ts'
import type { Credential } from '../upstream/credentials/shared-credential.ts'
import type { Request } from '../upstream/request.ts'
import { isRefusal } from '../upstream/upstream-error.ts'
import { appKey } from './app-credentials.ts'
import type { AppCredentials } from './app-credentials.ts'
import { concernsWholeApp } from './refusals.ts'
import { TOKEN_ENDPOINT, WECHAT } from './wechat-upstream.ts'

export interface AccessTokensOptions {
  request: Request
  /** Where `request` calls. A token from one address is never sent to another. */
  apiBase: string
  vault: Vault
  clock: Clock
  /** Called when a renewal in the background fails; no caller sees that error. */
  onRefreshFailure: (error: unknown) => void
}

const answer = v.object({
  access_token: v.pipe(v.string(), v.minLength(1), v.maxLength(512)),
  expires_in: v.pipe(v.number(), v.integer(), v.minValue(1)),
})

/** @returns the key under which a token of the app is kept */
export function tokenKey(apiBase: string, app: AppCredentials): string {
  return `${appKey(apiBase, app)}:access_token`
}

/** Asks WeChat for the token of an app. @throws {UpstreamRefusedError | UpstreamUnavailableError} */
export async function fetchAccessToken(request: Request, { appId, secret }: AppCredentials): Promise<Credential> {
  const body = { grant_type: 'client_credential', appid: appId, secret }
  const { access_token, expires_in } = await request({ endpoint: TOKEN_ENDPOINT, schema: answer, body })
  return { value: access_token, expiresInSeconds: expires_in }
}

/**
 * The access token of each app, kept like WeCom's. It comes from stable_token, which gives every caller the same value;
 * each call of cgi-bin/token would end the token that another system of the company uses. For the same reason we never
 * force a renewal.
 *
 * @returns runs a call with an app's token; throws {UpstreamRefusedError | UpstreamUnavailableError}
 */
export function createAccessTokens(options: AccessTokensOptions): (app: AppCredentials) => WithToken {
  const { request, apiBase, vault, clock, onRefreshFailure } = options
  const ofApps = new Map<string, WithToken>()

  function create(app: AppCredentials): WithToken {
    const about = { upstream: WECHAT, key: tokenKey(apiBase, app), isFinal: concernsWholeApp }
    const cache = createCredentialCache(
      { ...about, vault, clock, onRefreshFailure }, () => fetchAccessToken(request, app),
    )
    return createWithToken(cache, error => isRefusal(error, 'token_dead'))
  }

  return (app) => {
    let withToken = ofApps.get(app.appId)
    if (!withToken) ofApps.set(app.appId, withToken = create(app))
    return withToken
  }
}
