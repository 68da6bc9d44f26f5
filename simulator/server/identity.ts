import type { Member } from '../scenarios/scenario.ts'
import { findMember, isVisible } from '../world/people.ts'
import type { Endpoint } from './endpoint.ts'
import { Refusal } from './refusal.ts'

/** doc 91023: code → userid. */
export const getUserInfo: Endpoint = {
  path: '/cgi-bin/auth/getuserinfo',
  doc: 91023,
  access: 'token',
  answer({ world, app, query }) {
    const value = query.get('code')
    if (!value) throw new Refusal(41008, 'no code in the query')
    const code = world.codes.find(value)
    if (!code) throw new Refusal(40029, 'no such code')
    if (code.used) throw new Refusal(40029, 'the code was used before')
    if (world.now() - code.issuedAt > world.settings.codeSeconds * 1000) throw new Refusal(42003, 'the code has expired')
    if (code.agentId !== app.agentId) throw new Refusal(50001, 'code and access_token belong to different apps')
    if (!world.settings.trustedDomains.includes(code.redirectHost)) {
      throw new Refusal(50001, `${code.redirectHost} is not a trusted domain of the app`)
    }
    code.used = true
    return { userid: code.userId }
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
    status: 1,
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
