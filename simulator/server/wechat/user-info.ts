import { openIdOf } from '../../world/other-ids.ts'
import { WechatRefusal, type WechatEndpoint } from './answer.ts'
import { tokenOwner } from './tokens.ts'

const SUBSCRIBED_AT = Date.parse('2026-05-01T12:00:00+08:00') / 1000

/** A follower of an official account. No nickname and no avatar since 2021-12-27. */
export const getWechatUser: WechatEndpoint = {
  path: '/cgi-bin/user/info',
  answer({ world, query }) {
    const app = tokenOwner(world, query.get('access_token'))
    const openId = query.get('openid')
    if (!openId) throw new WechatRefusal(41009, 'no openid')
    const everyone = world.scenario.customers.filter(({ type }) => type === 1)
    const person = everyone.find(customer => openIdOf(app.appId, customer) === openId)
    if (!person) throw new WechatRefusal(40003, 'no person has this openid in this account')
    if (!app.subscribers?.includes(person.externalUserId)) return { subscribe: 0, openid: openId }
    return {
      subscribe: 1,
      openid: openId,
      language: 'zh_CN',
      subscribe_time: SUBSCRIBED_AT,
      ...(app.openPlatform && person.unionId !== undefined ? { unionid: person.unionId } : {}),
      remark: '',
      groupid: 0,
      tagid_list: [],
      subscribe_scene: 'ADD_SCENE_QR_CODE',
      qr_scene: 0,
      qr_scene_str: '',
    }
  },
}
