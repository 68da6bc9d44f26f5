import { sentUnionId } from '../world/people.ts'
import type { Endpoint } from './endpoint.ts'
import { textList } from './parameters.ts'
import { Refusal } from './refusal.ts'

/** 微信客服 customers, for the entry `single_kf_tools`: no relation to a member is needed. */
export const batchGetKfCustomers: Endpoint = {
  path: '/cgi-bin/kf/customer/batchget',
  doc: 95159,
  access: 'kf',
  emptyFields: { customer_list: [], invalid_external_userid: [] },
  answer({ world, body }) {
    const ids = textList(body.external_userid_list, 'external_userid_list', 100)
    if (ids.length === 0) throw new Refusal(40063, 'external_userid_list is empty')
    const found = ids.map(id => ({ id, customer: world.customers.find(id) }))
    return {
      customer_list: found.flatMap(({ customer }) => customer
        ? [{
            external_userid: customer.externalUserId,
            nickname: customer.name,
            avatar: customer.avatar ?? '',
            gender: customer.gender,
            ...unionIdField(sentUnionId(world, customer)),
            ...(body.need_enter_session_context === 1 ? { enter_session_context: { scene: '', scene_param: '' } } : {}),
          }]
        : []),
      invalid_external_userid: found.flatMap(({ id, customer }) => customer ? [] : [id]),
    }
  },
}

const unionIdField = (unionId: string | undefined) => unionId === undefined ? {} : { unionid: unionId }
