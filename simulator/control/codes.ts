import { defineEventHandler, readBody, setResponseStatus } from 'h3'
import { openIdOf } from '../world/other-ids.ts'
import { appUnderTest, findCustomer, findMember } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { badRequest, objectWith, oneOf } from './input.ts'
import { encryptUserData } from './user-data.ts'

const FIELDS = ['kind', 'userId', 'externalUserId', 'appId', 'agentId', 'redirectHost', 'consented'] as const

/** Makes what a person's own device would get: an OAuth code, or the `js_code` of a mini program. */
export function issueCode(world: World) {
  return defineEventHandler(async (event) => {
    const input = objectWith(await readBody(event), FIELDS)
    const kind = oneOf('kind', input.kind, ['oauth', 'miniProgram', 'wecomMiniProgram'])
    const person = readPerson(world, input)
    setResponseStatus(event, 201)
    if (kind === 'miniProgram') {
      const appId = readMiniProgram(world, input.appId)
      const code = world.jsCodes.issue({ personId: person.externalUserId, appId })
      return { code, openId: openIdOf(appId, person) }
    }
    const agentId = input.agentId === undefined ? appUnderTest(world).agentId : Number(input.agentId)
    if (kind === 'wecomMiniProgram') return { code: world.jsCodes.issue({ personId: person.externalUserId, agentId }) }
    const redirectHost = String(input.redirectHost ?? world.settings.trustedDomains[0] ?? '')
    return { code: world.codes.issue({ userId: person.externalUserId, agentId, redirectHost, consented: input.consented === true }) }
  })
}

/** What `wx.getUserProfile` hands to a mini program's page after sign-in: signed and encrypted with the session_key; of another time or for another app when asked so. */
export function issueUserData(world: World) {
  return defineEventHandler(async (event) => {
    const { appId, externalUserId, timestamp, watermarkAppId } = objectWith(await readBody(event), ['appId', 'externalUserId', 'timestamp', 'watermarkAppId'])
    const app = readMiniProgram(world, appId)
    const person = findCustomer(world, String(externalUserId))
    if (!person) throw badRequest(`No person "${String(externalUserId)}"`)
    const sessionKey = world.sessionKeys.get(`${app} ${person.externalUserId}`)
    if (sessionKey === undefined) throw badRequest('This person has not signed in: exchange a js_code first')
    const bound = world.scenario.wechatApps?.find(one => one.appId === app)?.openPlatform
    const watermark = { appid: String(watermarkAppId ?? app), timestamp: Number(timestamp ?? Math.floor(world.now() / 1000)) }
    return encryptUserData({ appId: app, person, withUnionId: bound === true, sessionKey, watermark })
  })
}

function readPerson(world: World, { userId, externalUserId }: { userId?: unknown, externalUserId?: unknown }): { externalUserId: string, unionId?: string } {
  if (typeof userId === 'string') {
    const member = findMember(world, userId)
    if (!member) throw badRequest(`No member "${userId}"; see GET /simulator/world`)
    return { externalUserId: member.userId }
  }
  // Somebody who is nobody's customer has a WeChat account, too.
  if (typeof externalUserId === 'string' && externalUserId !== '') return findCustomer(world, externalUserId) ?? { externalUserId }
  throw badRequest('Say who it is: userId or externalUserId')
}

function readMiniProgram(world: World, value: unknown): string {
  const app = world.scenario.wechatApps?.find(({ kind, appId }) => kind === 'miniProgram' && appId === value)
  if (!app) throw badRequest(`"appId" must be a mini program of the scenario; see GET /simulator/wechat-apps`)
  return app.appId
}
