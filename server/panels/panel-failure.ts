import { PANEL_PROBLEMS } from '#shared/panel-problems.ts'
import type { PanelProblemCode } from '#shared/panel-problems.ts'
import type { UnionIdMissingReason } from '#shared/types/customer.ts'
import type { PanelProblem } from '#shared/types/panel.ts'

/** A panel has no card. Only the panel says so: the others are shown. */
export class PanelFailure extends Error {
  override readonly name = 'PanelFailure'
  readonly code: PanelProblemCode
  readonly reason?: UnionIdMissingReason
  /** For admins: never a secret, a URL or what the provider has answered. */
  readonly detail?: string
  /** Whether the provider cannot answer at all: the next call would only wait, too. */
  readonly isOutage: boolean

  constructor(
    code: PanelProblemCode,
    { reason, detail, isOutage = code === 'panel_late' }:
      Pick<PanelProblem, 'reason' | 'detail'> & { isOutage?: boolean } = {},
  ) {
    super(PANEL_PROBLEMS[code].message + (detail ? ` (${detail})` : ''))
    this.code = code
    this.reason = reason
    this.detail = detail
    this.isOutage = isOutage
  }

  /** @param forAdmin whether the reader may see the detail */
  toProblem(forAdmin: boolean): PanelProblem {
    const { code, reason, detail } = this
    return { code, message: PANEL_PROBLEMS[code].message, reason, detail: forAdmin ? detail : undefined }
  }
}
