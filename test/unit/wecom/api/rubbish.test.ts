import { describe, expect, it } from 'vitest'
import { UpstreamUnavailableError } from '../../../../server/upstream/upstream-error.ts'
import { getCorpTags } from '../../../../server/wecom/api/corp-tags.ts'
import { markTags, setRemark } from '../../../../server/wecom/api/customer-notes.ts'
import { listCustomerUnionIds, listServiceMembers } from '../../../../server/wecom/api/customer-union-ids.ts'
import { listDepartmentMembers } from '../../../../server/wecom/api/department-members.ts'
import {
  batchGetByUser, getExternalContact, listExternalUserIds,
} from '../../../../server/wecom/api/external-contact.ts'
import { getGroupChat } from '../../../../server/wecom/api/group-chat.ts'
import { getKfVisitor } from '../../../../server/wecom/api/kf-visitor.ts'
import { getMember } from '../../../../server/wecom/api/member.ts'
import { exchangeMemberCode } from '../../../../server/wecom/api/mini-program-member.ts'
import { exchangeCode } from '../../../../server/wecom/api/oauth.ts'
import { convertToOpenId } from '../../../../server/wecom/api/payment-open-id.ts'
import type { WecomClient } from '../../../../server/wecom/client.ts'
import { createFakeWecom } from '../../../support/fake-wecom.ts'
import { RUBBISH } from '../../../support/rubbish.ts'

type Endpoint = [endpoint: string, call: (client: WecomClient) => Promise<unknown>, good: Record<string, unknown>]

const ENDPOINTS: Endpoint[] = [
  ['gettoken', client => client.credentials.accessToken.get(), { access_token: 'good', expires_in: 7_200 }],
  ['get_jsapi_ticket', client => client.credentials.corpTicket.get(), { ticket: 'good', expires_in: 7_200 }],
  ['ticket/get', client => client.credentials.agentTicket.get(), { ticket: 'good', expires_in: 7_200 }],
  ['auth/getuserinfo', client => exchangeCode(client, 'code'), { userid: 'a' }],
  ['user/get', client => getMember(client, 'a'), { name: '张三' }],
  ['user/simplelist', client => listDepartmentMembers(client, 1), { userlist: [{ userid: 'a', name: '张三' }] }],
  ['externalcontact/get', client => getExternalContact(client, 'wm1'), {
    external_contact: { external_userid: 'wm1', name: 'x', type: 1, gender: 0 },
    follow_user: [],
  }],
  ['externalcontact/list', client => listExternalUserIds(client, 'a'), { external_userid: [] }],
  ['externalcontact/batch/get_by_user', client => batchGetByUser(client, ['a'], { limit: 10 }), {
    external_contact_list: [],
    next_cursor: '',
  }],
  ['externalcontact/batch/get_by_user', client => listCustomerUnionIds(client, ['a']), {
    external_contact_list: [],
    next_cursor: '',
  }],
  ['externalcontact/get_follow_user_list', client => listServiceMembers(client), { follow_user: [] }],
  ['externalcontact/groupchat/get', client => getGroupChat(client, 'wr1'), {
    group_chat: { chat_id: 'wr1', name: 'x', owner: 'a', create_time: 1, member_list: [] },
  }],
  ['externalcontact/get_corp_tag_list', client => getCorpTags(client), { tag_group: [] }],
  ['externalcontact/convert_to_openid', client => convertToOpenId(client, 'wm1'), { openid: 'o1' }],
  ['miniprogram/jscode2session', client => exchangeMemberCode(client, 'code'), {
    corpid: 'ww0000000000000001',
    userid: 'a',
    session_key: 'HyVFkGl5F5OQWJZZaNzBBg==',
  }],
  ['kf/customer/batchget', client => getKfVisitor(client, 'wm1'), { customer_list: [] }],
  ['externalcontact/remark', client => setRemark(client, 'a', 'wm1', { remark: 'x' }), {}],
  ['externalcontact/mark_tag', client => markTags(client, 'a', 'wm1', { add: ['t'], remove: [] }), {}],
]

describe.each(ENDPOINTS)('rubbish instead of an answer of %s', (endpoint, call, good) => {
  it.each(RUBBISH)('is refused and not kept, and the next good answer works: %s', async (_name, body) => {
    const { client, count } = createFakeWecom({
      [endpoint]: (_query, _body, n) => n === 1 ? body : { errcode: 0, errmsg: 'ok', ...good },
    })
    const error = await call(client).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UpstreamUnavailableError)
    expect(error).toMatchObject({ reason: 'bad_body' })
    await call(client)
    expect(count(endpoint)).toBe(2)
  })
})
