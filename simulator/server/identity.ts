import { randomBytes } from 'node:crypto'
import type { Member } from '../scenarios/scenario.ts'
import { findMember, isVisible } from '../world/people.ts'
import type { Endpoint } from './endpoint.ts'
import { exchangeCode, isValidCode } from './oauth-code.ts'
import { textOf } from './parameters.ts'
import { Refusal } from './refusal.ts'

/** doc 91023: code → member or other person. */
export const getUserInfo: Endpoint = {
  path: '/cgi-bin/auth/getuserinfo',
  doc: 91023,
  access: 'token',
  // doc 90312
  isUncounted: ({ world, query }) => isValidCode(world, query.get('code')),
  answer({ world, app, query }) {
    const owner = exchangeCode(world, app, query.get('code'))
    if (owner.kind === 'member') {
      return { userid: owner.userId, ...(owner.userTicket === undefined ? {} : { user_ticket: owner.userTicket }) }
    }
    return { openid: owner.openId, ...externalUserIdField(owner) }
  },
}

/** The old path, which WxJava calls, has other names for the fields. */
export const getUserInfoLegacy: Endpoint = {
  path: '/cgi-bin/user/getuserinfo',
  doc: 91023,
  access: 'token',
  answer({ world, app, query }) {
    const owner = exchangeCode(world, app, query.get('code'))
    if (owner.kind === 'member') {
      const { userTicket, expiresIn } = owner
      const ticket = userTicket === undefined ? {} : { user_ticket: userTicket, expires_in: expiresIn }
      return { UserId: owner.userId, DeviceId: '', ...ticket }
    }
    return { OpenId: owner.openId, DeviceId: '', ...externalUserIdField(owner) }
  },
}

function externalUserIdField({ externalUserId }: { externalUserId?: string }): Record<string, string> {
  return externalUserId === undefined ? {} : { external_userid: externalUserId }
}

/** doc 91507: sign-in of a member in a mini program inside WeCom: neither openid nor unionid. */
export const jsCodeToMember: Endpoint = {
  path: '/cgi-bin/miniprogram/jscode2session',
  doc: 91507,
  access: 'token',
  answer({ world, app, query }) {
    if (query.get('grant_type') !== 'authorization_code') {
      throw new Refusal(40058, 'grant_type is not authorization_code')
    }
    const code = world.jsCodes.find(textOf(query.get('js_code'), 41008, 'js_code'))
    if (!code?.agentId) throw new Refusal(40029, 'no such js_code of a WeCom mini program')
    if (code.used) throw new Refusal(40029, 'the code was used before')
    if (code.agentId !== app.agentId) {
      throw new Refusal(40014, 'the access_token is not that of the app linked to the mini program')
    }
    if (world.now() - code.issuedAt > world.settings.codeSeconds * 1000) {
      throw new Refusal(40029, 'the code has expired')
    }
    code.used = true
    return {
      corpid: world.scenario.corp.corpId,
      userid: code.personId,
      session_key: randomBytes(16).toString('base64'),
    }
  },
}

/** doc 90196: a member. */
export const getMember: Endpoint = {
  path: '/cgi-bin/user/get',
  doc: 90196,
  access: 'token',
  emptyFields: { department: [], order: [], is_leader_in_dept: [], direct_leader: [] },
  answer({ world, query }) {
    const userId = query.get('userid')
    if (!userId) throw new Refusal(41009, 'no userid in the query')
    if (!/^[\w\-.@]{1,64}$/.test(userId)) throw new Refusal(40003, 'not a userid')
    const member = findMember(world, userId)
    if (!member) throw new Refusal(60111, 'no such member')
    if (!isVisible(world, member.userId)) throw new Refusal(60011, 'the member is outside the app\'s 可见范围')
    return {
      ...describe(member),
      ...(world.settings.appCreatedBefore20220620 ? sensitiveFields(member) : {}),
    }
  },
}

function describe(member: Member): Record<string, unknown> {
  return {
    userid: member.userId,
    name: member.name,
    department: member.departmentIds,
    order: member.departmentIds.map(() => 0),
    position: member.position ?? '',
    is_leader_in_dept: member.departmentIds.map(() => 0),
    direct_leader: [],
    telephone: '',
    alias: '',
    main_department: member.departmentIds[0] ?? 1,
    extattr: { attrs: [] },
    status: member.status ?? 1,
    external_position: '',
  }
}

/** Sent only to apps created before 2022-06-20 20:00 (doc 90196). */
function sensitiveFields(member: Member): Record<string, unknown> {
  return {
    mobile: member.mobile ?? '',
    gender: String(member.gender ?? 0),
    email: member.email ?? '',
    biz_mail: member.email ?? '',
    avatar: member.avatar ?? '',
    thumb_avatar: member.avatar ?? '',
    qr_code: '',
    address: '',
  }
}
