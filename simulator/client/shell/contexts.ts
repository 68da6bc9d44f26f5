import type { Entry } from '../../world/clients.ts'

/** Version of the newest desktop client. */
export const NEWEST = '5.0.11'
/** Below 2.5.0 a client cannot verify an app. */
const TOO_OLD = '2.4.0'

/**
 * What is opened: the app in WeCom or in an ordinary browser (`outside`), a website of the company, or a page of its
 * official account in WeChat.
 */
export type Place = 'chats' | 'workbench' | 'outside' | 'website' | 'officialAccount'

/** A situation in which the app is opened. */
export interface Context {
  name: string
  title: { zh: string, en: string }
  explanation: { zh: string, en: string }
  place: Place
  chatId?: string
  entry?: Entry
  version?: string
}

/** All situations in which the app is opened, each with an example of the default company. */
export const contexts: Context[] = [
  {
    name: 'customer', place: 'chats', chatId: 'with-unionid',
    title: { zh: '单聊 · 微信客户', en: 'Chat with a WeChat customer' },
    explanation: { zh: '资料与 UnionID 都有。', en: 'Profile and UnionID are there.' },
  },
  {
    name: 'without-unionid', place: 'chats', chatId: 'without-unionid',
    title: { zh: '单聊 · 没有 UnionID', en: 'Customer without UnionID' },
    explanation: { zh: '说明原因，以及谁能解决。', en: 'Says why, and who can do something.' },
  },
  {
    name: 'wecom-customer', place: 'chats', chatId: 'wecom-customer',
    title: { zh: '单聊 · 其他企业的客户', en: 'Customer in another WeCom company' },
    explanation: { zh: '对方使用企业微信，有对外信息。', en: 'Uses WeCom and has a public profile.' },
  },
  {
    name: 'group', place: 'chats', chatId: 'group',
    title: { zh: '客户群', en: 'Customer group' },
    explanation: { zh: '群成员里谁是我的客户。', en: 'Who of its members is my customer.' },
  },
  {
    name: 'contact-profile', place: 'chats', chatId: 'with-unionid', entry: 'contact_profile',
    title: { zh: '联系人资料卡', en: 'Contact profile' },
    explanation: { zh: '从客户的资料页打开。', en: 'Opened from a customer\'s card.' },
  },
  {
    name: 'customer-service', place: 'chats', chatId: 'with-unionid', entry: 'single_kf_tools',
    title: { zh: '微信客服', en: 'WeChat customer service' },
    explanation: { zh: '从微信客服的会话打开。', en: 'Opened from a customer service chat.' },
  },
  {
    name: 'workbench', place: 'workbench',
    title: { zh: '工作台', en: 'Workbench' },
    explanation: { zh: '我的全部客户。', en: 'All of my customers.' },
  },
  {
    name: 'browser', place: 'outside',
    title: { zh: '普通浏览器', en: 'Ordinary browser' },
    explanation: { zh: '不在企业微信中，可扫码登录。', en: 'Outside WeCom, with a sign-in by scan.' },
  },
  {
    name: 'outdated', place: 'chats', chatId: 'with-unionid', version: TOO_OLD,
    title: { zh: '版本过低', en: 'WeCom too old' },
    explanation: { zh: '客户端 2.4.0，请成员升级。', en: 'Client 2.4.0: asks to update.' },
  },
]
