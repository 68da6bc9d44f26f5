import type { Member } from '../scenarios/scenario.ts'
import type { SensitiveField } from '../scenarios/settings.ts'
import { findMember } from '../world/people.ts'
import type { Endpoint } from './endpoint.ts'
import { textOf } from './parameters.ts'
import { Refusal } from './refusal.ts'

/** doc 91023 */
export const USER_TICKET_SECONDS = 1_800

const DEFAULT_AVATAR = 'https://rescdn.qqmail.com/node/wwmng/wwmng/style/images/independent/DefaultAvatar$73ba92b5.png'

const readers: Record<SensitiveField, (member: Member) => string> = {
  gender: ({ gender }) => String(gender ?? 0),
  avatar: ({ avatar }) => avatar ?? DEFAULT_AVATAR,
  qr_code: ({ userId }) => `https://open.work.weixin.qq.com/wwopen/userQRCode?vcode=${userId}`,
  mobile: ({ mobile }) => mobile ?? '',
  email: ({ email }) => email ?? '',
  biz_mail: ({ email }) => email ?? '',
  address: () => '',
}

/** doc 95833: the personal fields that the admin allows and the member has agreed to show. */
export const getUserDetail: Endpoint = {
  path: '/cgi-bin/auth/getuserdetail',
  doc: 95833,
  access: 'token',
  answer({ world, app, body }) {
    const ticket = world.userTickets.find(textOf(body.user_ticket, 84015, 'user_ticket'))
    if (!ticket || ticket.agentId !== app.agentId) throw new Refusal(84015, 'no such user_ticket of this app')
    if (world.now() - ticket.issuedAt > USER_TICKET_SECONDS * 1000) {
      throw new Refusal(84014, 'the user_ticket has expired')
    }
    const member = findMember(world, ticket.userId)
    if (!member) throw new Refusal(60111, 'the member has left')
    const allowed = world.settings.sensitiveFields
    return {
      userid: member.userId,
      gender: '0',
      avatar: DEFAULT_AVATAR,
      ...Object.fromEntries(allowed.map(field => [field, readers[field](member)])),
    }
  },
}
