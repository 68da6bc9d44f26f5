import type { Endpoint } from './endpoint.ts'
import { characters, textList } from './parameters.ts'
import { Refusal } from './refusal.ts'
import { editableFollow } from './service-member.ts'

/** doc 92115, in characters. */
const LONGEST = { remark: 20, description: 150, remark_company: 20 } as const

const FIELDS = ['remark', 'description', 'remark_company', 'remark_mobiles', 'remark_pic_mediaid']

/** doc 92115: a member's notes about a customer. Raises no event (doc 92130). */
export const setRemark: Endpoint = {
  path: '/cgi-bin/externalcontact/remark',
  doc: 92115,
  access: 'customerContact',
  answer({ world, body }) {
    const { customer, follow } = editableFollow(world, body)
    if (FIELDS.every(name => body[name] === undefined)) {
      throw new Refusal(40063, `none of ${FIELDS.join(', ')} is given`)
    }
    const texts = Object.entries(LONGEST).map(([name, most]) => [name, noteOf(body[name], name, most)] as const)
    const { remark, description, remark_company: company } = Object.fromEntries(texts)
    const mobiles = mobilesOf(body.remark_mobiles)

    if (remark !== undefined) follow.remark = remark
    if (description !== undefined) follow.description = description
    // For other customers it has no effect (doc 92115).
    if (company !== undefined && customer.type === 1) follow.remarkCorpName = company
    if (mobiles !== undefined) follow.remarkMobiles = mobiles
    return {}
  },
}

function noteOf(value: unknown, name: string, most: number): string | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw new Refusal(40058, `${name} is not a string`)
  if (characters(value) > most) throw new Refusal(40058, `${name} is longer than ${most} characters`)
  return value
}

/** The list replaces the old one; only an empty string clears it, an empty list changes nothing (doc 92115). */
function mobilesOf(value: unknown): string[] | undefined {
  if (value === '') return []
  const list = textList(value, 'remark_mobiles')
  return list.length === 0 ? undefined : list.filter(one => one !== '')
}
