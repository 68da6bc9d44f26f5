import type { App } from '../scenarios/scenario.ts'
import type { World } from '../world/world.ts'
import { appUnderTest } from '../world/people.ts'
import type { Endpoint } from './endpoint.ts'
import { Refusal } from './refusal.ts'

/**
 * The app to which a call's `access_token` belongs. WeCom reads it only from the query, not from a header or body.
 *
 * @throws Refusal 41001, 40014 (never existed, or revoked early), 42001 (expired)
 */
export function tokenOwner(world: World, query: URLSearchParams, hintsBogusToken = false): App {
  const value = query.get('access_token')
  if (!value) throw new Refusal(41001, 'no access_token in the query')
  const credential = world.credentials.find('access_token', value)
  if (!credential) throw new Refusal(40014, 'no such access_token', { short: !hintsBogusToken })
  const state = world.credentials.state(credential)
  if (state === 'revoked') throw new Refusal(40014, 'the access_token was revoked early')
  if (state === 'expired') throw new Refusal(42001, 'the access_token has expired')
  return world.scenario.apps.find(app => app.agentId === credential.agentId) ?? appUnderTest(world)
}

/** doc 91039: one token per app; repeated calls return the same one while it is valid. */
export const getToken: Endpoint = {
  path: '/cgi-bin/gettoken',
  doc: 91039,
  access: 'secret',
  emptyFields: { access_token: '', expires_in: 0 },
  answer({ world, query, callerIp }) {
    const secret = query.get('corpsecret')
    if (!secret) throw new Refusal(41004, 'no corpsecret in the query')
    const corpId = query.get('corpid')
    if (!corpId) throw new Refusal(41002, 'no corpid in the query')
    if (corpId !== world.scenario.corp.corpId) throw new Refusal(40013, 'no company has this corpid')
    const app = world.scenario.apps.find(({ agentSecret }) => agentSecret === secret)
    if (!app) {
      world.bans.noteWrongSecret(callerIp, world.settings.wrongSecretsPerHour)
      throw new Refusal(40001, 'no app of this company has this secret')
    }
    const token = world.credentials.issue('access_token', app.agentId, world.settings.accessTokenSeconds)
    return { access_token: token.value, expires_in: world.credentials.expiresIn(token) }
  },
}
