import { describe, expect, it } from 'vitest'
import { authorizeUrl, exchangeCode, scanLoginUrl } from '../../../../server/wecom/api/oauth.ts'
import { createFakeWecom } from '../../../support/fake-wecom.ts'

const options = {
  corpId: 'ww1',
  agentId: '1000002',
  redirectUri: 'https://sidebar.example.com/auth/callback?a=1&b=2',
  oauthState: 'abc123',
}
const REDIRECT_URI = 'redirect_uri=https%3A%2F%2Fsidebar.example.com%2Fauth%2Fcallback%3Fa%3D1%26b%3D2'

describe('sign-in URLs', () => {
  it('follows doc 91022', () => {
    expect(authorizeUrl('https://open.weixin.qq.com', options)).toBe(
      `https://open.weixin.qq.com/connect/oauth2/authorize?appid=ww1&${REDIRECT_URI}`
      + '&response_type=code&scope=snsapi_base&state=abc123&agentid=1000002#wechat_redirect')
  })

  it('follows doc 98151', () => {
    expect(scanLoginUrl('https://login.work.weixin.qq.com', options)).toBe(
      'https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp&appid=ww1&agentid=1000002'
      + `&${REDIRECT_URI}&state=abc123`)
  })
})

describe('exchangeCode', () => {
  function ownerOf(answer: Record<string, unknown>) {
    const { client } = createFakeWecom({ 'auth/getuserinfo': () => ({ errcode: 0, ...answer }) })
    return exchangeCode(client, 'code')
  }

  it('tells a member from customers, strangers and members of linked corps', async () => {
    expect(await ownerOf({ userid: 'zhangsan' })).toEqual({ kind: 'member', userId: 'zhangsan' })
    expect(await ownerOf({ openid: 'o1', external_userid: 'wm1' })).toEqual({ kind: 'stranger' })
    expect(await ownerOf({ userid: 'ww2/lisi' })).toEqual({ kind: 'stranger' })
    expect(await ownerOf({ userid: '' })).toEqual({ kind: 'stranger' })
    expect(await ownerOf({})).toEqual({ kind: 'stranger' })
  })
})
