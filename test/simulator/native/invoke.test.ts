import { describe, expect, it } from 'vitest'
import { decorationGroup } from '../../../simulator/scenarios/default/group.ts'
import type { Client } from '../../../simulator/world/clients.ts'
import { CORP_ID, makeWorld, zhangWei } from '../support.ts'
import { openPage } from './client.ts'

const MORE_INFO = 'more info at https://open.work.weixin.qq.com/devtool/query?e='

describe('a current client', () => {
  it('needs only agentConfig and then names the customer', () => {
    const { call, agentConfig } = openPage()
    expect(agentConfig().answer).toMatchObject({
      errMsg: 'agentConfig:ok',
      checkResult: { getCurExternalContact: true },
    })
    expect(call('getContext').answer).toMatchObject({ errMsg: 'getContext:ok', entry: 'single_chat_tools' })
    expect(call('getCurExternalContact').answer).toMatchObject({ errMsg: 'getCurExternalContact:ok', userId: zhangWei })
  })

  it('names the group in a group chat, and no person', () => {
    const { call, agentConfig } = openPage({ chatId: 'group' })
    agentConfig()
    expect(call('getContext').answer.entry).toBe('group_chat_tools')
    expect(call('getCurExternalChat').answer).toMatchObject({ chatId: decorationGroup.chatId })
    expect(call('getCurExternalContact').answer.errMsg).toBe(
      'getCurExternalContact:fail without context of external contact',
    )
  })

  it('has no context at the workbench', () => {
    const { call, agentConfig } = openPage({ chatId: undefined })
    agentConfig()
    expect(call('getContext').answer.entry).toBe('normal')
    expect(call('getCurExternalContact').verdict).toContain('entry normal')
  })

  it('follows the open conversation without a new registration', () => {
    const { page, call, agentConfig } = openPage()
    agentConfig()
    page.client.chatId = 'stranger'
    expect(call('getCurExternalContact').answer.userId).not.toBe(zhangWei)
  })
})

describe('agentConfig refuses', () => {
  it.each([
    ['another corp', { corpid: 'ww0' }, `invalid corpId ${MORE_INFO}40013`],
    ['an unknown agent', { agentid: '7' }, `invalid agentid ${MORE_INFO}40056`],
    ['another app\'s agentid', { agentid: '1000003' }, `invalid signature ${MORE_INFO}40093`],
    ['a wrong signature', { signature: 'x' }, `invalid signature ${MORE_INFO}40093`],
    ['an undefined agentid', { agentid: 'undefined' }, `invalid agentid ${MORE_INFO}40056`],
  ])('%s', (_, changes, text) => {
    const { agentConfig } = openPage()
    expect(agentConfig(changes).answer).toEqual({ errMsg: `agentConfig:${text}`, err_msg: `agentConfig:${text}` })
  })

  it('a host that is not trusted', () => {
    const { agentConfig } = openPage({}, makeWorld({ trustedDomains: ['sidebar.example.com'] }))
    expect(agentConfig().answer.errMsg).toContain('e=80001')
  })

  it('a revoked ticket', () => {
    const { page, agentConfig, call } = openPage()
    agentConfig()
    const signature = page.verify.verifySignature
    page.world.credentials.revoke('agent_ticket')
    page.verify = {}
    expect(call('agentConfig', { ...agentParameters, signature }).verdict).toContain('revoked')
  })
})

const agentParameters = {
  corpid: 'ww5e1a0c7b39d24f68',
  agentid: '1000002',
  timestamp: '1790000000',
  nonceStr: 'nonce',
  jsApiList: ['getContext'],
}

describe('a registration with an empty field is refused (doc 94313)', () => {
  const EMPTY = 'fail some parameters are empty (40063)'
  it.each(['corpid', 'timestamp', 'nonceStr', 'signature'])('agentConfig: %s', (name) => {
    expect(openPage().agentConfig({ [name]: '' }).answer.errMsg).toBe(`agentConfig:${EMPTY}`)
  })
  it('also without an API in its list', () => {
    expect(openPage().agentConfig({ jsApiList: [] }).answer.errMsg).toBe(`agentConfig:${EMPTY}`)
    expect(openPage().config([]).answer.errMsg).toBe(`wx.config:${EMPTY}`)
    expect(openPage({ dialect: 'phone' }).config([]).answer.err_msg)
      .toBe('preVerifyJSAPI:fail_some parameters are empty (40063)')
  })
})

it('desktops name a refused config as pages call it, phones as the bridge does', () => {
  const refused = (client: Partial<Client>) => {
    const { call } = openPage(client)
    return call('preVerifyJSAPI', {
      verifyAppId: CORP_ID, verifyTimestamp: '1', verifyNonceStr: 'n', verifySignature: 'x', verifyJsApiList: ['a'],
    }).answer
  }
  expect(refused({})).toMatchObject({ errMsg: `wx.config:invalid signature ${MORE_INFO}40093` })
  expect(refused({ platform: 'ios', dialect: 'phone' }).err_msg)
    .toBe(`preVerifyJSAPI:fail_invalid signature ${MORE_INFO}40093`)
})

describe('phones word it their way', () => {
  it('with err_msg only', () => {
    const { call, agentConfig } = openPage({ platform: 'ios', dialect: 'phone' })
    expect(agentConfig().answer).not.toHaveProperty('errMsg')
    expect(call('getCurExternalChat').answer).toEqual({
      err_msg: 'getCurExternalChat:fail_without context of external contact',
    })
    expect(agentConfig({ signature: 'x' }).answer.err_msg).toBe(
      `agentConfig:fail_invalid signature ${MORE_INFO}40093`,
    )
  })

  it('the domain error even without the name', () => {
    const { agentConfig } = openPage({ dialect: 'phone' }, makeWorld({ trustedDomains: ['x.example'] }))
    expect(agentConfig().answer.err_msg).toBe(
      `not match any reliable domain. ${MORE_INFO}80001`,
    )
  })
})

describe('versions', () => {
  it('before 3.0.24 agentConfig wants a config for the same URL first', () => {
    const { page, config, agentConfig, call } = openPage({ version: '3.0.23' })
    expect(agentConfig().verdict).toContain('need config before agentConfig')
    expect(config().answer.errMsg).toBe('preVerifyJSAPI:ok')
    expect(agentConfig().answer.errMsg).toBe('agentConfig:ok')
    expect(call('getContext').answer.errMsg).toBe('getContext:function not exist')
    expect(call('getCurExternalContact').answer.userId).toBe(zhangWei)
    page.url += '?moved'
    expect(agentConfig().verdict).toContain('need config before agentConfig')
  })

  it.each([
    ['2.4.0', 'agentConfig:function not exist'],
    ['2.5.0', 'agentConfig:ok'],
  ])('%s answers %s', (version, errMsg) => {
    const { config, agentConfig } = openPage({ version })
    config()
    expect(agentConfig().answer.errMsg).toBe(errMsg)
  })

  it('2.8.9 knows the contact only on the profile page', () => {
    const chat = openPage({ version: '2.8.9' })
    chat.config()
    chat.agentConfig()
    expect(chat.call('getCurExternalContact').answer.errMsg).toContain('without context')
    const profile = openPage({ version: '2.8.9', entry: 'contact_profile' })
    profile.config()
    profile.agentConfig()
    expect(profile.call('getCurExternalContact').answer.userId).toBe(zhangWei)
  })
})

describe('API calls are refused', () => {
  it('before any registration', () => {
    const { call } = openPage()
    expect(call('getContext').answer.errMsg).toBe('getContext:the permission value is offline verifying')
    expect(call('getCurExternalContact').answer.errMsg).toBe('getCurExternalContact:fail no permission')
  })

  it('with the corp identity alone, when the API wants the app\'s', () => {
    const { call, config } = openPage()
    config(['getContext', 'getCurExternalContact'])
    expect(call('getContext').answer.errMsg).toBe('getContext:ok')
    expect(call('getCurExternalContact').verdict).toBe('refused: no agentConfig in this document')
  })

  it('after a reload of the document', () => {
    const { page, call, agentConfig } = openPage()
    agentConfig()
    page.frameId = 'frame-2'
    expect(call('getCurExternalContact').answer.errMsg).toBe('getCurExternalContact:fail no permission')
  })

  it('after the URL changed; a fragment does not count', () => {
    const { page, call, agentConfig } = openPage()
    agentConfig()
    page.url += '#part'
    expect(call('getContext').verdict).toBe('ok')
    page.url = 'http://localhost:5181/other'
    expect(call('getContext').verdict).toBe('refused: the URL has changed since the registration')
  })

  it('when the verify fields are missing or others', () => {
    const { page, call, agentConfig } = openPage()
    agentConfig()
    page.verify = { ...page.verify, verifySignature: 'x' }
    expect(call('getContext').verdict).toContain('verify fields')
  })

  it('when the API was not named in jsApiList', () => {
    const { call, agentConfig } = openPage()
    agentConfig({ jsApiList: ['getContext'] })
    expect(call('getCurExternalContact').verdict).toBe('refused: getCurExternalContact is not in jsApiList')
  })

  it.each([
    ['the app lacks 可调用接口的应用', { customerContactApp: false }],
    ['the member lacks 使用范围', { customerContactUserIds: [] }],
    ['the member is not in 可见范围', { visibleUserIds: [] }],
  ])('when %s, and checkResult says so', (_, settings) => {
    const { call, agentConfig } = openPage({}, makeWorld(settings))
    expect(agentConfig().answer.checkResult).toMatchObject({ getContext: true, getCurExternalContact: false })
    expect(call('getCurExternalContact').answer.errMsg).toBe('getCurExternalContact:fail no permission')
  })

  it('not from the attachments, where sendChatMessage needs no 客户联系, and checkResult says so', () => {
    const { call, agentConfig } = openPage({ entry: 'chat_attachment' }, makeWorld({ customerContactApp: false }))
    expect(agentConfig().answer.checkResult).toMatchObject({ sendChatMessage: true, getCurExternalContact: false })
    expect(call('sendChatMessage', { msgtype: 'text', text: { content: 'x' } }).verdict).toBe('ok')
  })

  it.each(['toString', '__proto__', 'constructor', 'inventNewApi'])('when the client does not know %s', (name) => {
    const { call, agentConfig } = openPage()
    agentConfig()
    expect(call(name).answer.errMsg).toBe(`${name}:function not exist`)
  })

  it.each<[string, string, Partial<Client>, Partial<Client>]>([
    ['navigateToAddCustomer', 'phones', { platform: 'android' }, { platform: 'windows' }],
    ['previewFile', 'phones', { platform: 'ios' }, { platform: 'mac' }],
    ['openDefaultBrowser', 'desktops', { platform: 'windows' }, { platform: 'android' }],
    ['setClipboardData', 'phones since 2.4.16', { platform: 'ios', version: '3.1.1' }, { version: '3.1.1' }],
    [
      'setClipboardData', 'desktops since 3.1.2',
      { platform: 'mac', version: '3.1.2' }, { platform: 'mac', version: '3.1.1' },
    ],
  ])('%s elsewhere than on %s, and checkResult says so', (name, _, has, hasNot) => {
    const parameters = { url: 'https://x/', size: 1, data: 'x' }
    for (const [client, exists] of [[has, true], [hasNot, false]] as const) {
      const { call, agentConfig } = openPage(client)
      expect(agentConfig({ jsApiList: [name] }).answer.checkResult).toEqual({ [name]: exists })
      expect(call(name, parameters).verdict).toMatch(exists ? /^ok$/ : /exists/)
    }
  })
})

it('checkJsApi answers with an object, on Android with its JSON text', () => {
  const ask = (client: Partial<Client>) => {
    const { call, agentConfig } = openPage(client)
    agentConfig({ jsApiList: ['checkJsApi'] })
    return call('checkJsApi', { jsApiList: ['getContext'] }).answer.checkResult
  }
  expect(ask({ platform: 'ios' })).toEqual({ getContext: true })
  expect(ask({ platform: 'android' })).toBe('{"getContext":true}')
})
