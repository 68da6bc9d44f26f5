import { OfficialAccount } from 'node-easywechat'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WECHAT_CLIENT_COOKIE } from '../../../simulator/oauth/client-cookie.ts'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { withUnionId } from '../../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../../simulator/scenarios/default/wechat-apps.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'
import { openIdOf } from '../../../simulator/world/other-ids.ts'
import { zhangWei } from '../support.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:9', scenario: defaultScenario })
})
afterAll(() => simulator.close())

type OAuth = ReturnType<OfficialAccount['getOAuth']>

/** The HTTP client of the SDK: its addresses are fixed, so it replaces `https://api.weixin.qq.com`. */
const adapter: Parameters<OAuth['setHttpOptions']>[0]['adapter'] = async (config) => {
  const { pathname } = new URL(config.url!)
  const query = new URLSearchParams(config.params as Record<string, string>)
  const answer = await fetch(`${simulator.url}${pathname}?${query}`)
  return { data: await answer.json() as unknown, status: answer.status, statusText: '', headers: {}, config }
}

function oauthOf(kind: 'website' | 'officialAccount', scope: string) {
  const { appId, secret } = wechatApps.find(app => app.kind === kind)!
  // The types of the SDK name the scopes otherwise than its code.
  const oauth = { scope, scopes: [scope], redirect_url: `${simulator.proxyUrl}/callback` }
  return new OfficialAccount({ app_id: appId, secret, oauth }).getOAuth().setHttpOptions({ adapter })
}

/** Opens the address of the SDK at the simulator, answers its questions, and returns the code. */
async function walk(address: string, headers: Record<string, string>, answers: RegExp[]): Promise<string> {
  const { pathname, search } = new URL(address)
  let path = pathname + search
  for (const link of answers) {
    const html = await (await fetch(simulator.url + path, { headers })).text()
    path = link.exec(html)![1]!.replaceAll('&#38;', '&')
  }
  const back = await fetch(simulator.url + path, { headers, redirect: 'manual' })
  const location = new URL(back.headers.get('location')!)
  expect(location.searchParams.get('state')).toBe('abc')
  return location.searchParams.get('code')!
}

const link = (label: string) => new RegExp(`<a href="([^"]+)">${label}<`)

describe('node-easywechat, unmodified', () => {
  it('signs a person in to a website', async () => {
    const oauth = oauthOf('website', 'snsapi_login').withState('abc')
    const code = await walk(oauth.redirect(), {}, [link('张伟'), link('允许')])
    const user = await oauth.userFromCode(code)
    expect(user.getId()).toBe(openIdOf(wechatApps.find(app => app.kind === 'website')!.appId, withUnionId))
    expect(user.getNickname()).toBe(withUnionId.name)
    expect(user.getRaw()).toMatchObject({ unionid: withUnionId.unionId })
    await expect(oauth.tokenFromCode(code)).rejects.toThrow(/40163/)
  })

  it('signs a person in on a page of the official account, with and without a question', async () => {
    const { id } = simulator.world.wechatClients.create({ personId: zhangWei, isFromMenu: false, isSnapshot: false })
    const headers = { cookie: `${WECHAT_CLIENT_COOKIE}=${id}` }
    const openId = openIdOf(wechatApps.find(app => app.kind === 'officialAccount')!.appId, withUnionId)
    const asking = oauthOf('officialAccount', 'snsapi_userinfo').withState('abc')
    const user = await asking.userFromCode(await walk(asking.redirect(), headers, [link('允许')]))
    expect([user.getId(), user.getNickname()]).toEqual([openId, withUnionId.name])
    const silent = oauthOf('officialAccount', 'snsapi_base').withState('abc')
    const silentUser = await silent.userFromCode(await walk(silent.redirect(), headers, []))
    expect(silentUser.getId()).toBe(openId)
  })
})
