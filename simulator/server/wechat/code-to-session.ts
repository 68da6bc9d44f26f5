import { randomBytes } from 'node:crypto'
import type { Customer } from '../../scenarios/scenario.ts'
import { openIdOf } from '../../world/other-ids.ts'
import { WechatRefusal, checkApp, type WechatEndpoint } from './answer.ts'

type Person = Pick<Customer, 'externalUserId' | 'unionId'>

const MINUTE_MS = 60_000

/** code2Session: `js_code` of wx.login → openid, session_key, and unionid if 微信开放平台 knows the mini program. */
export const codeToSession: WechatEndpoint = {
  path: '/sns/jscode2session',
  answer({ world, query }) {
    const app = checkApp(world, query.get('appid'), query.get('secret'))
    if (query.get('grant_type') !== 'authorization_code') {
      throw new WechatRefusal(40002, 'grant_type is not authorization_code')
    }
    const value = query.get('js_code')
    if (!value) throw new WechatRefusal(41008, 'no js_code')
    const code = world.jsCodes.find(value)
    if (!code || code.appId !== app.appId) throw new WechatRefusal(40029, 'no such code of this mini program')
    if (code.used) throw new WechatRefusal(40163, 'the code was used before')
    if (world.now() - code.issuedAt > world.settings.codeSeconds * 1000) {
      throw new WechatRefusal(40029, 'the code has expired')
    }
    const { jsCodesPerMinute } = world.settings
    if (world.rateLimits.count(`jscode2session ${app.appId} ${code.personId}`, MINUTE_MS) > jsCodesPerMinute) {
      throw new WechatRefusal(45011, `more than ${jsCodesPerMinute} sign-ins of this person within the minute`)
    }
    code.used = true
    const { personId } = code
    const person: Person = world.customers.find(personId) ?? { externalUserId: personId }
    const sessionKey = randomBytes(16).toString('base64')
    world.sessionKeys.set(`${app.appId} ${personId}`, sessionKey)
    return {
      session_key: sessionKey,
      openid: openIdOf(app.appId, person),
      ...(app.openPlatform && person.unionId !== undefined ? { unionid: person.unionId } : {}),
    }
  },
}
