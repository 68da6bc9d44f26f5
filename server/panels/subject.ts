import type { CustomerProfile } from '#shared/types/customer.ts'
import type { CustomerGroup } from '#shared/types/group.ts'
import { GROUP_NEEDS, type GroupNeed, type PanelNeed } from '#shared/define-panel.ts'
import { customerFields } from './customer-fields.ts'
import type { PanelQuestion } from './panel.ts'

/** What a page with panels is about. The member may see it: the door has checked that. */
export type PanelSubject
  = | { place: 'customer', customer: CustomerProfile }
    | { place: 'group', group: CustomerGroup }
    /** The member's own page. */
    | { place: 'workbench' }

/** @returns the id of the customer or of the group */
export function idOf(subject: PanelSubject): string | undefined {
  switch (subject.place) {
    case 'customer': return subject.customer.externalUserId
    case 'group': return subject.group.chatId
    case 'workbench': return undefined
  }
}

/** @returns one text for each subject, such as `customer:wm…`: a card of one is never that of another */
export const subjectKey = (place: PanelSubject['place'], id: string): string => `${place}:${id}`

const GROUP_FIELDS: Record<GroupNeed, (group: CustomerGroup) => string | number> = {
  chatId: group => group.chatId,
  groupName: group => group.name,
  memberCount: group => group.memberCount,
}

/**
 * What leaves the server: what the panel needs of the subject, nothing else.
 *
 * @throws {PanelFailure} union_id_missing
 */
export function subjectFields(
  needs: readonly (PanelNeed | GroupNeed)[], subject: PanelSubject,
): Pick<PanelQuestion, 'customer' | 'group'> {
  switch (subject.place) {
    case 'customer':
      return { customer: customerFields(needs.filter(need => !isGroupNeed(need)), subject.customer) }
    case 'group':
      return { group: Object.fromEntries(needs.filter(isGroupNeed).map(need =>
        [need, GROUP_FIELDS[need](subject.group)])) }
    case 'workbench': return {}
  }
}

function isGroupNeed(need: PanelNeed | GroupNeed): need is GroupNeed {
  return (GROUP_NEEDS as readonly string[]).includes(need)
}
