import { describe, expect, it } from 'vitest'
import type { Notice } from '../../../simulator/world/notices.ts'
import { scenarioWith, makeWorld } from '../support.ts'
import { openPage } from './client.ts'

const APP_ID = 'wx7c1f0a9be3d24568'

describe('sendChatMessage (doc 100749)', () => {
  it('appears in the conversation and is announced', () => {
    const { page, call, agentConfig } = openPage()
    const notices: Notice[] = []
    page.world.notices.onSend(notice => notices.push(notice))
    agentConfig()
    expect(call('sendChatMessage', { msgtype: 'text', text: { content: '您好' } }).answer.errMsg).toBe(
      'sendChatMessage:ok',
    )
    const chat = page.world.scenario.chats.find(({ id }) => id === 'with-unionid')
    expect(chat?.messages.at(-1)).toMatchObject({ from: 'linxiaotong', text: '您好' })
    expect(notices).toMatchObject([{ kind: 'message', chatId: 'with-unionid' }])
  })

  it.each([
    ['without a body', { msgtype: 'text' }],
    ['with an unknown type', { msgtype: 'poem', poem: {} }],
    ['with an enterChat that is neither', { msgtype: 'text', text: { content: 'x' }, enterChat: 1 }],
    ['with a text that is none', { msgtype: 'text', text: { content: 7 } }],
    ['without content', { msgtype: 'text', text: { content: '' } }],
    [
      'with a mini program page not ending in .html',
      { msgtype: 'miniprogram', miniprogram: { appid: 'wx1', title: 't', page: 'index' } },
    ],
  ])('is refused %s', (_, parameters) => {
    const { page, call, agentConfig } = openPage()
    agentConfig()
    const before = page.world.scenario.chats[0]?.messages.length
    expect(call('sendChatMessage', parameters).answer.errMsg).toBe('sendChatMessage:fail invalid parameter')
    expect(page.world.scenario.chats[0]?.messages.length).toBe(before)
  })

  it('is refused with a picture that is no web address', () => {
    const { call, agentConfig } = openPage()
    agentConfig()
    const imgUrl = 'data:image/png;base64,AA=='
    const news = { link: 'https://a.example', imgUrl }
    expect(call('sendChatMessage', { msgtype: 'news', news }).answer.errMsg).toBe(
      'sendChatMessage:invalid param, link or img_url is invalid',
    )
    const miniprogram = { appid: APP_ID, title: 't', page: 'a.html', imgUrl }
    expect(call('sendChatMessage', { msgtype: 'miniprogram', miniprogram }).answer.errMsg).toBe(
      'sendChatMessage:invalid imgUrl',
    )
  })

  it('is refused with a link that is no web address', () => {
    const { call, agentConfig } = openPage()
    agentConfig()
    for (const link of ['javascript:alert(1)', 'www.a.example', 'http://']) {
      expect(call('sendChatMessage', { msgtype: 'news', news: { link } }).answer.errMsg).toBe(
        'sendChatMessage:invalid param, link or img_url is invalid',
      )
    }
  })

  it.each(['image', 'video', 'file'] as const)('sends as %s only what the company has uploaded as that', (msgtype) => {
    const { page, call, agentConfig } = openPage()
    agentConfig()
    const add = (type: 'image' | 'video' | 'file' | 'voice') => page.world.media.add({
      type, name: '价目表', contentType: 'application/octet-stream', content: Buffer.from('content'),
    }).mediaId
    const sent = (mediaid: string) => call('sendChatMessage', { msgtype, [msgtype]: { mediaid } }).answer.errMsg
    const own = add(msgtype)
    expect(sent('made-up')).toBe('sendChatMessage:fail invalid mediaid')
    expect(sent(add('voice'))).toBe('sendChatMessage:fail invalid mediaid')
    expect(sent(own)).toBe('sendChatMessage:ok')
    const chat = page.world.scenario.chats.find(({ id }) => id === 'with-unionid')
    expect(chat?.messages.at(-1)).toMatchObject({ msgtype, mediaId: own, text: expect.stringContaining('价目表') })
    page.world.changeSettings({ clockOffsetMs: 3 * 86_400_000 })
    agentConfig()
    expect(sent(own)).toBe('sendChatMessage:fail invalid mediaid')
  })

  it('sends only mini programs that are bound to the company', () => {
    const foreign = { msgtype: 'miniprogram', miniprogram: { appid: 'wx8bd80126147df384', title: 't', page: 'a.html' } }
    const unbound = { ...foreign, miniprogram: { ...foreign.miniprogram, appid: APP_ID } }
    const desktop = openPage()
    desktop.agentConfig()
    expect(desktop.call('sendChatMessage', foreign).answer.errMsg).toBe(
      'sendChatMessage:fail, not allow to cross corp',
    )
    const world = makeWorld({}, scenarioWith(({ wechatApps }) => {
      delete wechatApps?.find(({ appId }) => appId === APP_ID)?.linkedAgentId
    }))
    const phone = openPage({ platform: 'ios', dialect: 'phone' }, world)
    phone.agentConfig()
    expect(phone.call('sendChatMessage', unbound).answer.err_msg).toBe('sendChatMessage:fail_invalid miniprogram info')
  })

  it('sends mini programs from a Mac only since 4.1.26', () => {
    const parameters = { msgtype: 'miniprogram', miniprogram: { appid: APP_ID, title: 't', page: 'pages/a.html?x=1' } }
    const old = openPage({ platform: 'mac', version: '4.1.25' })
    old.agentConfig()
    expect(old.call('sendChatMessage', parameters).answer.errMsg).toContain('function not exist')
    const current = openPage({ platform: 'mac', version: '4.1.26' })
    current.agentConfig()
    expect(current.call('sendChatMessage', parameters).verdict).toBe('ok')
  })

  it.each([
    [
      'msgmenu',
      {
        msgtype: 'msgmenu',
        msgmenu: { head_content: '请选择', list: [{ type: 'click', click: { id: '1', content: '满意' } }] },
      },
      '[菜单 请选择]',
    ],
    [
      'channels_shop_product',
      { msgtype: 'channels_shop_product', channelsShopProduct: { productId: '1', shopAppId: 'wx1', title: '沙发' } },
      '[商品 沙发]',
    ],
  ])('sends %s from 微信客服 only', (_, parameters, text) => {
    const elsewhere = openPage()
    elsewhere.agentConfig()
    expect(elsewhere.call('sendChatMessage', parameters).answer.errMsg).toContain('without context')
    const { page, call, agentConfig } = openPage({ entry: 'single_kf_tools' })
    agentConfig()
    expect(call('sendChatMessage', parameters).verdict).toBe('ok')
    expect(page.world.scenario.chats.find(({ id }) => id === 'with-unionid')?.messages.at(-1)).toMatchObject({ text })
  })

  it('needs 客户联系 in chats with customers, not in the attachment bar nor in 微信客服', () => {
    const text = { msgtype: 'text', text: { content: 'x' } }
    for (const [client, expected] of [
      [{}, 'refused'],
      [{ chatId: 'group' }, 'refused'],
      [{ entry: 'chat_attachment' }, 'ok'],
      [{ entry: 'single_kf_tools' }, 'ok'],
    ] as const) {
      const { page, call, agentConfig } = openPage(client)
      page.world.changeSettings({ customerContactApp: false })
      agentConfig()
      const { answer, verdict } = call('sendChatMessage', text)
      expect(verdict.split(':')[0], JSON.stringify(client)).toBe(expected)
      if (expected === 'refused') expect(answer.errMsg).toContain('no permission')
    }
  })

  it('is refused at the workbench', () => {
    const { call, agentConfig } = openPage({ chatId: undefined })
    agentConfig()
    expect(call('sendChatMessage', { msgtype: 'text', text: { content: 'x' } }).answer.errMsg).toContain(
      'without context',
    )
  })
})
