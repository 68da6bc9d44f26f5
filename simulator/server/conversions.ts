import { findMember, isHidden } from '../world/people.ts'
import { fromServiceId, openIdOf } from '../world/other-ids.ts'
import type { Endpoint } from './endpoint.ts'
import { textList, textOf } from './parameters.ts'
import { Refusal } from './refusal.ts'

/** doc 92292: the openid for payments; WeChat users only. */
export const convertToOpenId: Endpoint = {
  path: '/cgi-bin/externalcontact/convert_to_openid',
  doc: 92292,
  access: 'customerContact',
  answer({ world, body }) {
    const customer = world.customers.find(textOf(body.external_userid, 41035, 'external_userid'))
    if (!customer) throw new Refusal(40096, 'no external contact of this company has this id')
    if (isHidden(world, customer)) throw new Refusal(40096, 'no follower is in the app\'s 可见范围')
    if (customer.type !== 1) throw new Refusal(40096, 'only WeChat users (wm…) have an openid')
    return { openid: openIdOf(world.scenario.corp.corpId, customer) }
  },
}

/** doc 93274: unionid → external_userid, only for third-party and 代开发 apps; self-built apps are refused. */
export const unionIdToExternalUserId: Endpoint = {
  path: '/cgi-bin/externalcontact/unionid_to_external_userid',
  doc: 93274,
  access: 'customerContact',
  answer({ world, body }) {
    if (world.settings.appKind === 'selfBuilt') {
      throw new Refusal(48002, 'the access_token of a self-built app is refused here')
    }
    const unionId = textOf(body.unionid, 40063, 'unionid')
    textOf(body.openid, 40063, 'openid')
    const customer = world.customers.findByUnionId(unionId)
    if (!customer) throw new Refusal(84061, 'no external contact has this unionid')
    return { external_userid: customer.externalUserId }
  },
}

/** doc 95878: for providers with a suite_access_token, which this simulator never issues. */
export const unionIdToExternalUserIdThirdParty: Endpoint = {
  path: '/cgi-bin/service/externalcontact/unionid_to_external_userid_3rd',
  doc: 95878,
  access: 'none',
  answer({ query }) {
    if (!query.get('suite_access_token')) throw new Refusal(41022, 'no suite_access_token in the query')
    throw new Refusal(40082, 'there is no provider here: no suite_access_token is valid')
  },
}

/** doc 95884: a provider's id of the customer → the company's own. */
export const fromServiceExternalUserId: Endpoint = {
  path: '/cgi-bin/externalcontact/from_service_external_userid',
  doc: 95884,
  access: 'customerContact',
  answer({ world, body }) {
    const serviceId = textOf(body.external_userid, 41035, 'external_userid')
    checkSourceAgent(body.source_agentid)
    const customer = world.customers.find(fromServiceId(serviceId))
    if (!customer) throw new Refusal(40096, 'no external contact has this provider id')
    return { external_userid: customer.externalUserId }
  },
}

/** doc 95884: a provider's ids of members → userids. */
export const openUserIdToUserId: Endpoint = {
  path: '/cgi-bin/batch/openuserid_to_userid',
  doc: 95884,
  access: 'token',
  emptyFields: { userid_list: [], invalid_open_userid_list: [] },
  answer({ world, body }) {
    checkSourceAgent(body.source_agentid)
    const wanted = textList(body.open_userid_list, 'open_userid_list', 1_000)
    if (wanted.length === 0) throw new Refusal(40063, 'open_userid_list is empty')
    const found = wanted.map(openUserId => ({ openUserId, member: findMember(world, fromServiceId(openUserId)) }))
    return {
      userid_list: found.flatMap(({ openUserId, member }) =>
        member ? [{ userid: member.userId, open_userid: openUserId }] : []),
      invalid_open_userid_list: found.flatMap(({ openUserId, member }) => member ? [] : [openUserId]),
    }
  },
}

function checkSourceAgent(value: unknown): void {
  if (typeof value !== 'number') throw new Refusal(40056, 'source_agentid is not the AgentId of a provider\'s app')
}
