import { describe, expect, it } from 'vitest'
import type { Client } from '../../../simulator/world/clients.ts'
import { CORP_ID, zhangWei } from '../support.ts'
import { openPage } from './client.ts'

const jsApiList = [
  'getCurExternalContact', 'getCurExternalChat', 'getCurCorpGroupContact', 'getCurCorpGroupChat', 'shareAppMessage',
  'hideChatAttachmentMenu', 'openEnterpriseChat', 'selectExternalContact', 'shareWechatMessage', 'openDefaultBrowser',
  'previewFile',
]

const ids = (prefix: string, length: number) => Array.from({ length }, (_, index) => `${prefix}${index}`)

function ask(name: string, parameters: Record<string, unknown> = {}, client: Partial<Client> = {}) {
  const { call, config, agentConfig } = openPage(client)
  config(jsApiList)
  agentConfig({ jsApiList })
  return call(name, parameters)
}

describe('entries of the supply chain (doc 94315)', () => {
  it('name company and person, or the group', () => {
    expect(ask('getCurCorpGroupContact', {}, { entry: 'chain_single_chat_tools' }).answer).toMatchObject({
      corpId: CORP_ID,
      userId: zhangWei,
    })
    expect(ask('getCurCorpGroupChat', {}, { entry: 'chain_group_chat_tools', chatId: 'group' }).answer.chatId).toMatch(
      /^wr/,
    )
  })
  it('are since 4.0.8 and 4.0.12, and nowhere else', () => {
    expect(
      ask('getCurCorpGroupContact', {}, { entry: 'chain_single_chat_tools', version: '4.0.7' }).answer.errMsg,
    ).toContain('function not exist')
    expect(
      ask('getCurCorpGroupChat', {}, { entry: 'chain_group_chat_tools', chatId: 'group', version: '4.0.8' }).answer
        .errMsg,
    ).toContain('function not exist')
    for (const name of ['getCurCorpGroupContact', 'getCurCorpGroupChat']) {
      expect(ask(name).answer.errMsg).toBe(`${name}:fail without context of corpgroup contact`)
    }
  })
})

it.each<[string, Record<string, unknown>, Partial<Client>, string | RegExp]>([
  ['hideChatAttachmentMenu', { menuList: ['sendMessage'] }, { entry: 'chat_attachment' }, 'hideChatAttachmentMenu:ok'],
  ['hideChatAttachmentMenu', { menuList: ['sendMessage'] }, {}, /without context of chat_attachment/],
  ['openEnterpriseChat', { externalUserIds: zhangWei }, {}, 'openEnterpriseChat:ok'],
  ['openEnterpriseChat', { userIds: 'a;b', externalUserIds: [], groupName: 'g' }, {}, 'openEnterpriseChat:ok'],
  ['openEnterpriseChat', { useridlist: 'a;b', chatname: 'g' }, {}, 'openEnterpriseChat:ok'],
  // What @wecom/jssdk adds on every client.
  ['openEnterpriseChat', { userIds: 'a', chatId: '' }, { version: '2.8.10' }, 'openEnterpriseChat:ok'],
  ['openEnterpriseChat', {}, {}, /invalid parameter/],
  ['openEnterpriseChat', { userIds: '', externalUserIds: '', chatId: '' }, {}, /invalid parameter/],
  ['openEnterpriseChat', { userIds: ids('a', 2_000) }, {}, 'openEnterpriseChat:ok'],
  ['openEnterpriseChat', { userIds: ids('a', 2_001) }, {}, /invalid parameter/],
  ['openEnterpriseChat', { userIds: ids('a', 499), externalUserIds: ids('wo', 1) }, {}, 'openEnterpriseChat:ok'],
  ['openEnterpriseChat', { userIds: ids('a', 500), externalUserIds: ids('wo', 1) }, {}, /invalid parameter/],
  ['openEnterpriseChat', { userIds: ids('a', 39), externalUserIds: ids('wm', 1) }, {}, 'openEnterpriseChat:ok'],
  ['openEnterpriseChat', { userIds: ids('a', 40), externalUserIds: ids('wm', 1) }, {}, /invalid parameter/],
  ['openEnterpriseChat', { userIds: 'a', chatId: 'c' }, { version: '3.0.35' }, /function not exist/],
  ['selectExternalContact', { filterType: 0 }, {}, 'selectExternalContact:ok'],
  ['selectExternalContact', { filterType: 2 }, {}, /invalid parameter/],
  ['shareAppMessage', { title: 't', link: 'https://x/', imgUrl: 'https://x/y.png' }, {}, 'shareAppMessage:ok'],
  ['shareWechatMessage', { title: 't', link: 'https://x/', imgUrl: 'ftp://x' }, {}, /invalid imgUrl/],
  ['openDefaultBrowser', { url: 'https://x/' }, {}, 'openDefaultBrowser:ok'],
  ['openDefaultBrowser', { url: 'javascript:1' }, {}, /invalid parameter/],
  ['previewFile', { url: 'https://x/', size: 3 }, { platform: 'android' }, 'previewFile:ok'],
  ['previewFile', { url: 'https://x/' }, { platform: 'android' }, /invalid parameter/],
])('%s with %o from %o → %s', (name, parameters, client, expected) => {
  const { errMsg } = ask(name, parameters, client).answer
  if (typeof expected === 'string') expect(errMsg).toBe(expected)
  else expect(errMsg).toMatch(expected)
})

it('selectExternalContact hands customers of the member over', () => {
  expect(ask('selectExternalContact').answer.userIds).toContain(zhangWei)
})

it('openEnterpriseChat opens a group by its chatId only for a verified app (doc 90511)', () => {
  const { call, config, agentConfig } = openPage()
  config(['openEnterpriseChat'])
  expect(call('openEnterpriseChat', { userIds: 'a' }).verdict).toBe('ok')
  expect(call('openEnterpriseChat', { chatId: 'wrGroup' }).answer.errMsg).toBe('openEnterpriseChat:fail no permission')
  agentConfig({ jsApiList: ['openEnterpriseChat'] })
  expect(call('openEnterpriseChat', { chatId: 'wrGroup' }).verdict).toBe('ok')
})

it('openEnterpriseChat finds the conversation with a customer', () => {
  expect(ask('openEnterpriseChat', { externalUserIds: zhangWei }).answer.chatId).toBe('with-unionid')
})

describe('jweixin proves its calls with wx.config (doc 94313)', () => {
  it('which is enough once agentConfig has passed, and not before', () => {
    const { page, call, config, agentConfig } = openPage()
    config(['getContext'])
    const ofConfig = page.verify
    page.verify = ofConfig
    expect(call('getCurExternalContact').verdict).toBe('refused: no agentConfig in this document')
    agentConfig({ jsApiList })
    page.verify = ofConfig
    expect(call('getCurExternalContact').answer.userId).toBe(zhangWei)
    page.verify = { ...ofConfig, verifySignature: 'x' }
    expect(call('getCurExternalContact').verdict).toBe(
      'refused: the call\'s verify fields are not those of a registration',
    )
  })
})
