import type { CustomerFields, Field } from '#shared/types/field.ts'
import type { Note } from '#shared/types/note.ts'
import type { OwnValues } from '#shared/types/own-values.ts'
import type { TimelineEntry, TimelinePage } from '#shared/types/timeline.ts'
import type { ResourceState } from '~/browser/resource/keyed-resource'
import { LONG } from './fixtures'

/** Userid of the member. */
export const me = 'linxiaotong'

export const stages = [
  { id: '1'.repeat(32), name: '新客户' }, { id: '2'.repeat(32), name: '报价中' }, { id: '3'.repeat(32), name: '已成交' },
]

export const fields: Field[] = [
  { id: '1'.repeat(32), name: '户型', type: 'text' },
  { id: '2'.repeat(32), name: '预算', type: 'number' },
  { id: '3'.repeat(32), name: '生日', type: 'date' },
  { id: '4'.repeat(32), name: '来源', type: 'choice', choices: ['展会', '转介绍'] },
  { id: '5'.repeat(32), name: '已到店', type: 'switch' },
]

export const customerFields: CustomerFields = {
  fields,
  values: Object.fromEntries(['三居', 380_000, '1988-05-01', '展会', true].map((value, i) => [fields[i]!.id, value])),
}

/** What the member can filter the customers by. */
export const ownValues = {
  status: 'ready', id: 'mine', data: { stages, fields, customers: {} }, loadedAt: 0,
} satisfies ResourceState<OwnValues>

export const names = { [me]: '我', chenzhiyuan: '陈志远' }

const note: Note = {
  id: 'a'.repeat(32), text: '报价 3 万已发，周五回电。\n想要开放式厨房。', visibility: 'followers', author: me,
  createdAt: '2026-11-20T02:30:00Z', pinned: false,
}

export const notes: Note[] = [
  { ...note, id: 'b'.repeat(32), text: '下周六上午到店看样', author: 'chenzhiyuan', pinned: true },
  { ...note, changedAt: '2026-11-21T02:30:00Z' },
  { ...note, id: 'c'.repeat(32), text: LONG.repeat(4), visibility: 'me', author: 'unknown-member' },
]

const entry = {
  id: 'd'.repeat(32), at: '2026-11-19T02:30:00Z', count: 1, source: 'wecom', who: 'chenzhiyuan',
}

export const events: TimelineEntry[] = [
  { ...entry, kind: 'relation', action: 'added', addedBy: 'customer', addWay: 1 },
  { ...entry, id: 's', kind: 'stage', action: 'stage', stage: '报价中', who: me },
  { ...entry, id: 'e', kind: 'change', action: 'notes', fields: ['description', 'remark'], count: 3, who: me },
  { ...entry, id: 'h', kind: 'change', action: 'fields', ownFields: ['预算', '来源'], count: 2, who: me },
  { ...entry, id: 'i', kind: 'reminder', action: 'done', text: '周五回电，确认报价', who: me },
  { ...entry, id: 'j', kind: 'reply', action: 'sent', reply: '报价说明', count: 2, who: me },
  { ...entry, id: 'k', kind: 'group', action: 'joined_group', groupWay: 'qr_code', who: undefined },
  { ...entry, id: 'f', kind: 'sign_in', action: 'mini_program', source: 'wechat', who: undefined },
  { ...entry, id: 'g', kind: 'event', action: 'reported', source: 'api-key:crm', text: '订单已支付', who: undefined },
]

const page: TimelinePage = {
  entries: [...notes.map(one => ({
    ...entry, id: one.id, kind: 'note' as const, action: 'written' as const, note: one,
  })), ...events],
  notes,
  names,
  nextCursor: 'next',
}

export const timeline = { status: 'ready', id: 'wm', data: page, loadedAt: 0 } satisfies ResourceState<TimelinePage>

export const emptyTimeline = { ...timeline, data: { entries: [], notes: [], names } }
