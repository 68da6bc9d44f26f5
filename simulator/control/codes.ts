import { defineEventHandler, readBody, setResponseStatus } from 'h3'
import * as v from 'valibot'
import type { Customer, WechatApp } from '../scenarios/scenario.ts'
import { openIdOf } from '../world/other-ids.ts'
import { appUnderTest, findCustomer, findMember, findWechatApp } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { agentId, badRequest, check } from './input.ts'
import { encryptUserData } from './user-data.ts'

const codeRequest = v.strictObject({
  kind: v.picklist(['oauth', 'miniProgram', 'wecomMiniProgram', 'mobileApp']),
  userId: v.optional(v.string()),
  externalUserId: v.optional(v.string()),
  appId: v.optional(v.string()),
  agentId: v.optional(agentId),
  redirectHost: v.optional(v.string()),
  consented: v.optional(v.boolean(), false),
})

const userDataRequest = v.strictObject({
  appId: v.string(),
  externalUserId: v.string(),
  timestamp: v.optional(v.number()),
  watermarkAppId: v.optional(v.string()),
  withIds: v.optional(v.boolean()),
})

/**
 * Issues the code that a person's own device would get: an OAuth code, the `js_code` of a mini program, or what
 * `SendAuth` gives to a mobile app.
 */
export function issueCode(world: World) {
  return defineEventHandler(async (event) => {
    const input = check(codeRequest, await readBody(event))
    const person = readPerson(world, input)
    setResponseStatus(event, 201)
    if (input.kind === 'miniProgram') {
      const { appId } = findApp(world, 'miniProgram', input.appId)
      const code = world.jsCodes.issue({ personId: person.externalUserId, appId })
      return { code, openId: openIdOf(appId, person) }
    }
    if (input.kind === 'mobileApp') {
      const { appId } = findApp(world, 'mobileApp', input.appId)
      const { externalUserId: personId } = person
      const code = world.wechatCodes.issue({ appId, personId, scope: 'snsapi_userinfo', isSnapshot: false })
      return { code, openId: openIdOf(appId, person) }
    }
    const { agentId = appUnderTest(world).agentId, consented } = input
    if (input.kind === 'wecomMiniProgram') {
      return { code: world.jsCodes.issue({ personId: person.externalUserId, agentId }) }
    }
    const redirectHost = input.redirectHost ?? world.settings.trustedDomains[0] ?? ''
    return { code: world.codes.issue({ userId: person.externalUserId, agentId, redirectHost, consented }) }
  })
}

/**
 * The signed and encrypted data that `wx.getUserInfo` gives to a mini program's page after sign-in; without its ids,
 * the data of `wx.getUserProfile`.
 * `timestamp` (Unix seconds) and `watermarkAppId` replace the true ones, so that an app can be tested with data that is
 * too old or made for another app.
 */
export function issueUserData(world: World) {
  return defineEventHandler(async (event) => {
    const input = check(userDataRequest, await readBody(event))
    const { appId, openPlatform } = findApp(world, 'miniProgram', input.appId)
    const person = findCustomer(world, input.externalUserId)
    if (!person) throw badRequest(`No person "${input.externalUserId}"`)
    const sessionKey = world.sessionKeys.get(`${appId} ${person.externalUserId}`)
    if (sessionKey === undefined) throw badRequest('This person has not signed in: exchange a js_code first')
    const { watermarkAppId: appid = appId, timestamp = Math.floor(world.now() / 1000), withIds = true } = input
    const watermark = { appid, timestamp }
    return encryptUserData({ appId, person, withUnionId: openPlatform, withIds, sessionKey, watermark })
  })
}

type Person = Pick<Customer, 'externalUserId' | 'unionId'>

function readPerson(world: World, { userId, externalUserId }: v.InferOutput<typeof codeRequest>): Person {
  if (userId !== undefined) {
    const member = findMember(world, userId)
    if (!member) throw badRequest(`No member "${userId}"; see GET /simulator/world`)
    return { externalUserId: member.userId }
  }
  // A person who is not a customer of any member has a WeChat account, too.
  if (externalUserId) return findCustomer(world, externalUserId) ?? { externalUserId }
  throw badRequest('Say who it is: userId or externalUserId')
}

function findApp(world: World, kind: WechatApp['kind'], appId: string | undefined): WechatApp {
  const app = findWechatApp(world, appId)
  if (app?.kind !== kind) throw badRequest(`"appId" must be a ${kind} of the scenario; see GET /simulator/wechat-apps`)
  return app
}
