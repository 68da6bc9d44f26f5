import * as v from 'valibot'

/** Answers of doc 92114 and 92994. Fields that we depend on are strict; the others fall back if WeCom changes them. */

const optionalText = v.fallback(v.optional(v.string()), undefined)
const text = v.fallback(v.optional(v.string(), ''), '')
const texts = v.fallback(v.optional(v.array(v.string()), []), [])
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128))

const wireAttribute = v.variant('type', [
  v.object({ type: v.literal(0), name: v.string(), text: v.object({ value: v.string() }) }),
  v.object({ type: v.literal(1), name: v.string(), web: v.object({ url: v.string(), title: v.string() }) }),
  v.object({ type: v.literal(2), name: v.string(), miniprogram: v.object({ title: v.string() }) }),
])
/** Leaves out attributes of unknown types, so that they do not make the whole customer unreadable. */
const wireAttributes = v.pipe(
  v.fallback(v.array(v.unknown()), []),
  v.transform(items => items.flatMap((item) => {
    const parsed = v.safeParse(wireAttribute, item)
    return parsed.success ? [parsed.output] : []
  })),
)

/** The ids of a contact. */
export const wireContactIds = v.object({ external_userid: id, type: v.picklist([1, 2]), unionid: optionalText })

export const wireContact = v.object({
  ...wireContactIds.entries,
  name: v.string(),
  avatar: optionalText,
  gender: v.fallback(v.picklist([0, 1, 2]), 0),
  position: optionalText,
  corp_name: optionalText,
  corp_full_name: optionalText,
  external_profile: v.fallback(v.optional(v.object({ external_attr: wireAttributes })), undefined),
})

const wireTag = v.object({
  group_name: text,
  tag_name: v.string(),
  type: v.fallback(v.picklist([1, 2, 3]), 1),
  tag_id: optionalText,
})

export const wireFollowUser = v.object({
  userid: id,
  remark: text,
  description: text,
  createtime: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e12)),
  tags: v.fallback(v.optional(v.array(wireTag), []), []),
  remark_corp_name: optionalText,
  remark_mobiles: texts,
  add_way: v.fallback(v.number(), 0),
  oper_userid: text,
  state: optionalText,
})

/** The sample of doc 92114 shows a WeCom user with a unionid, but its text says that only WeChat users have one. */
export function unionIdOf({ type, unionid }: v.InferOutput<typeof wireContactIds>): string | undefined {
  return type === 1 ? unionid || undefined : undefined
}

export type WireContact = v.InferOutput<typeof wireContact>
export type WireFollowUser = v.InferOutput<typeof wireFollowUser>

/** externalcontact/get. The contact comes from page 1; later pages may leave it out. */
export const getAnswer = v.object({
  external_contact: wireContact,
  follow_user: v.array(wireFollowUser),
  next_cursor: text,
})
export const getNextAnswer = v.object({ follow_user: v.array(wireFollowUser), next_cursor: text })

/** externalcontact/list */
export const listAnswer = v.object({ external_userid: v.array(id) })

/** This API sends ids instead of `tags`: of corp tags and of tags set by rules, never of personal tags. */
const wireFollowInfo = v.object({
  userid: id,
  remark: text,
  createtime: v.fallback(v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e12))), undefined),
  tag_id: texts,
  remark_corp_name: optionalText,
  remark_mobiles: texts,
  add_way: v.fallback(v.optional(v.number()), undefined),
  oper_userid: optionalText,
  state: optionalText,
})

/** externalcontact/batch/get_by_user */
export const batchAnswer = v.object({
  external_contact_list: v.array(v.object({ external_contact: wireContact, follow_info: wireFollowInfo })),
  next_cursor: text,
})
