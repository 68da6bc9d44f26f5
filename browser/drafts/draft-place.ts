import type { DraftField } from '#shared/types/draft.ts'

/**
 * Where a draft belongs: a field of a customer; `reply`: the reply that the member is writing; otherwise what stands in
 * the API's path before `/draft`: `stages` and `fields` that an admin defines, why an admin ignores checks of the
 * `doctor`, what is typed into `panels` on the workbench, and `groups/…/panels`.
 */
export type DraftPlace = { externalUserId: string, field: DraftField } | string
