import type { DraftField, MemberDraft } from '#shared/types/draft.ts'

/** Where a draft belongs: a field of a customer, or what is about no customer. */
export type DraftPlace = { externalUserId: string, field: DraftField } | MemberDraft
