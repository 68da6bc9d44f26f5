import { amend, click } from './screen.mjs'

/** 10,000 letters without a place to break, and 10,000 lines. */
const LONG = `无法换行的长文本ABCDEFGHIJKLMNOPQRSTUVWXYZ${'长'.repeat(10_000)}`
const TALL = `很多行\n${'行\n'.repeat(5_000)}`
/** Reversed, stacked and invisible characters. */
const SPOOF = `\u202E林小姐\u202C\u2066 ${'\u0301'.repeat(200)}`
  + ` a${'\u0336\u0489'.repeat(200)}\u200B\u200B\uFEFFdmin \u2067(官方客服)`

/**
 * @param {string} text
 * @param {string} tall
 * @returns {import('./screen.mjs').Act}
 */
const everywhere = (text, tall = text) =>
  amend('/api/customers/*', profile => ({
    ...profile,
    name: text,
    corpName: text,
    corpFullName: text,
    position: text,
    type: 'wechat',
    attributes: [
      { kind: 'text', name: text, value: text },
      { kind: 'web', name: text, title: text, url: `https://shop.example/${encodeURIComponent(text.slice(0, 900))}` },
      { kind: 'miniProgram', name: text, title: text },
    ],
    relation: {
      ...profile.relation,
      remark: text,
      description: tall,
      remarkCorpName: text,
      contactWayState: text,
      maskedMobiles: [text],
      tags: [
        { id: 'a', name: text, groupName: text, kind: 'corp' },
        { id: 'b', name: '金卡会员', groupName: text, kind: 'corp' },
      ],
    },
  }))

/**
 * @param {string} text
 * @returns {import('./screen.mjs').Act}
 */
const group = text => amend('/api/groups/*', group => ({
  ...group, name: text, notice: text,
  members: group.members.map((/** @type {object} */ member) => ({ ...member, name: text, groupNickname: `${text}。` })),
}))

/**
 * @param {string} text
 * @returns {import('./screen.mjs').Act}
 */
const list = text =>
  amend('/api/customers', page => ({
    ...page,
    customers: page.customers.map((/** @type {object} */ customer) => ({
      ...customer,
      name: text,
      remark: `${text}。`,
      corpName: text,
    })),
  }))

const CHAT = { chatId: 'with-unionid' }

/** Texts that an attacker writes. @type {import('./screen.mjs').Screen[]} */
export const hostile = [
  { name: 'long-customer', client: CHAT, prepare: everywhere(LONG, TALL) },
  {
    name: 'long-customer-shown',
    client: CHAT,
    prepare: everywhere(LONG.slice(0, 500), TALL.slice(0, 100)),
    act: click('[data-edit=remark]', '[aria-expanded]'),
  },
  { name: 'long-group', client: { chatId: 'group' }, prepare: group(LONG) },
  { name: 'long-workbench', client: {}, prepare: list(LONG) },
  { name: 'spoof-customer', client: CHAT, prepare: everywhere(SPOOF) },
  { name: 'spoof-group', client: { chatId: 'group' }, prepare: group(SPOOF) },
  { name: 'spoof-workbench', client: {}, prepare: list(SPOOF) },
]
