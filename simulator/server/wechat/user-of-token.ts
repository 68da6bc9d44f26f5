import { findPerson } from '../../world/people.ts'
import type { WechatUserToken } from '../../world/wechat-user-tokens.ts'
import { WechatRefusal, type WechatCall, type WechatEndpoint } from './answer.ts'
import { openIdOfToken, unionIdOf } from './oauth.ts'

/** What the person lets an app read. The fields about place and sex are empty since 2021. */
export const getUserOfToken: WechatEndpoint = {
  path: '/sns/userinfo',
  answer(call) {
    const token = checkToken(call)
    if (token.scope === 'snsapi_base') throw new WechatRefusal(48001, 'the scope is snsapi_base')
    const { world } = call
    return {
      openid: openIdOfToken(world, token),
      nickname: findPerson(world, token.personId).name,
      sex: 0,
      language: '',
      city: '',
      province: '',
      country: '',
      headimgurl: 'https://thirdwx.qlogo.cn/mmopen/vi_32/simulated/132',
      privilege: [],
      ...unionIdOf(world, token),
    }
  },
}

/** Whether a token is valid for an openid. */
export const checkUserToken: WechatEndpoint = {
  path: '/sns/auth',
  answer(call) {
    checkToken(call)
    return { errcode: 0, errmsg: 'ok' }
  },
}

/** @throws WechatRefusal 41001, 40001, 42001, 41009, 40003 */
function checkToken({ world, query }: WechatCall): WechatUserToken {
  const value = query.get('access_token')
  if (!value) throw new WechatRefusal(41001, 'no access_token in the query')
  const token = world.wechatUserTokens.findByAccessToken(value)
  if (!token) throw new WechatRefusal(40001, 'no person has this access_token; it is not the token of an app')
  if (token.expiresAt <= world.now()) throw new WechatRefusal(42001, 'the access_token has expired')
  const openId = query.get('openid')
  if (!openId) throw new WechatRefusal(41009, 'no openid')
  if (openIdOfToken(world, token) !== openId) throw new WechatRefusal(40003, 'the openid is of another person or app')
  return token
}
