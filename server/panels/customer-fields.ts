import type { PanelNeed } from '#shared/define-panel.ts'
import type { CustomerProfile } from '#shared/types/customer.ts'
import { PanelFailure } from './panel-failure.ts'

const FIELDS: Record<PanelNeed, (profile: CustomerProfile) => string | readonly string[] | undefined> = {
  unionId: profile => profile.unionId,
  externalUserId: profile => profile.externalUserId,
  name: profile => profile.name,
  type: profile => profile.type,
  gender: profile => profile.gender,
  corpName: profile => profile.corpName,
  position: profile => profile.position,
  remark: profile => profile.relation?.remark,
  tags: profile => profile.relation?.tags.map(({ name }) => name),
}

/**
 * What leaves the server: what the panel needs and the customer has, nothing else.
 *
 * @throws {PanelFailure} union_id_missing
 */
export function customerFields(
  needs: readonly PanelNeed[], profile: CustomerProfile,
): Partial<Record<PanelNeed, string | readonly string[]>> {
  if (needs.includes('unionId') && !profile.unionId) {
    throw new PanelFailure('union_id_missing', { reason: profile.unionIdMissing })
  }
  const known = needs.map(need => [need, FIELDS[need](profile)] as const)
  return Object.fromEntries(known.filter(([, value]) => value !== undefined))
}
