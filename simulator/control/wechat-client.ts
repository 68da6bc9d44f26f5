import { defineEventHandler, readBody, setResponseStatus } from 'h3'
import * as v from 'valibot'
import type { World } from '../world/world.ts'
import { check } from './input.ts'

const request = v.strictObject({
  externalUserId: v.pipe(v.string(), v.minLength(1)),
  isFromMenu: v.optional(v.boolean(), false),
  isSnapshot: v.optional(v.boolean(), false),
})

/** Opens WeChat's browser for a person, who may be unknown to the company. */
export function createWechatClient(world: World) {
  return defineEventHandler(async (event) => {
    const { externalUserId: personId, ...mode } = check(request, await readBody(event))
    setResponseStatus(event, 201)
    return world.wechatClients.create({ personId, ...mode })
  })
}
