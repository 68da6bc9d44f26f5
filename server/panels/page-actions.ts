import * as v from 'valibot'
import { CARD_LIMITS } from '#shared/attachment-limits.ts'
import { EDIT_LIMITS, REMINDER_LIMITS, REPLY_LIMITS } from '#shared/limits.ts'
import { listOf, ofText } from './card-texts.ts'
import { httpsUrl, moment } from './card-values.ts'

const text = (most: number) => v.pipe(v.string(), v.maxLength(most), v.regex(/\S/))

const message = v.variant('type', [
  v.object({ type: v.literal('text'), text: text(REPLY_LIMITS.text) }),
  v.object({
    type: v.literal('link'), title: text(CARD_LIMITS.title),
    description: v.optional(text(CARD_LIMITS.description)), url: httpsUrl, image: v.optional(httpsUrl),
  }),
  v.object({
    type: v.literal('miniProgram'), appId: v.pipe(v.string(), v.regex(/^wx[\da-f]{16}$/)),
    page: v.pipe(v.string(), v.maxLength(1_024), v.regex(/^[\w./-]+\.html(?:\?[\x21-\x7E]*)?$/)),
    title: text(CARD_LIMITS.title), image: v.optional(httpsUrl),
  }),
])

const tags = v.optional(listOf(v.object({ name: text(30), group: v.optional(text(30)) }), 10))

/**
 * The actions that the page does, without the provider: into the chat, or as an edit of the member.
 *
 * @param common what every action has
 */
export const pageActions = <Common extends v.ObjectEntries>(common: Common) => ({
  send: v.object({ ...common, kind: v.literal('send'), message }),
  tag: v.object({ ...common, kind: v.literal('tag'), add: tags, remove: tags }),
  remark: v.object({ ...common, kind: v.literal('remark'), text: text(EDIT_LIMITS.remark) }),
  remind: v.object({
    ...common, kind: v.literal('remind'), text: ofText(REMINDER_LIMITS.text), dueAt: v.optional(moment),
  }),
})
