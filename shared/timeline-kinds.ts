/** What a timeline can be filtered by, and what happened, in the order of the page. */
export const TIMELINE_ACTIONS = {
  note: ['written'],
  reminder: ['done'],
  stage: ['stage'],
  reply: ['sent'],
  relation: ['added', 'deleted_by_member', 'deleted_by_customer', 'transferred', 'transfer_failed'],
  group: ['joined_group', 'left_group'],
  change: ['notes', 'tags', 'fields', 'in_wecom'],
  sign_in: ['mini_program'],
  event: ['reported'],
} as const

export type TimelineKind = keyof typeof TIMELINE_ACTIONS
export type TimelineAction = typeof TIMELINE_ACTIONS[TimelineKind][number]

export const TIMELINE_KINDS = Object.keys(TIMELINE_ACTIONS) as [TimelineKind, ...TimelineKind[]]
