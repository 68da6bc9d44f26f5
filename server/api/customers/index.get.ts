import * as v from 'valibot'
import type { CustomerPage } from '#shared/types/customer.ts'
import { readQuery } from '../../http/input.ts'
import { defineMemberHandler } from '../../http/member-handler.ts'

const cursorSchema = v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,2048}$/)))

export default defineMemberHandler((event, member, { customers }): Promise<CustomerPage> =>
  customers.list(member.userId, readQuery(event, 'cursor', cursorSchema)))
