import type { KeptDraft } from './draft.ts'

/** A stage that a customer of the company can be in. */
export interface Stage {
  id: string
  name: string
  /** Days without contact after which members are reminded of a customer in it; absent: they are not. */
  quietDays?: number
}

/** GET /api/stages: the stages of the company, in their order. */
export interface StageList {
  stages: Stage[]
  /** Of an admin who has begun to define them. */
  draft?: KeptDraft
}

/** PUT /api/stages → StageList, or 409 `edit_conflict` when the stages are not `before`. A new stage has no id. */
export interface StageListEdit {
  before: Stage[]
  after: (Omit<Stage, 'id'> & Partial<Stage>)[]
}

/** The stage of a customer, with the stages to choose from. */
export interface CustomerStage extends Pick<StageList, 'stages'> {
  /** Id of the stage; absent: none yet. */
  current?: string
}

/**
 * PUT /api/customers/:externalUserId/stage → CustomerStage, or 409 `edit_conflict` when the stage is not `before`, or
 * when there is no stage `after` any more. Ids; absent: none.
 */
export interface StageEdit {
  before?: string
  after?: string
}
