import type { FailureFixer } from './errors.ts'

/** What is known about a problem of a panel. */
interface PanelProblemNature {
  fixer: FailureFixer
  /** One English sentence for developers and logs. The page shows its own translated text for the code. */
  message: string
}

/** Why a panel shows no card. They are lines of the answer, not answers: the other panels are shown. */
export const PANEL_PROBLEMS = {
  union_id_missing: {
    fixer: 'admin', message: 'The panel needs a unionid, and this customer has none: the provider was not called.',
  },
  panel_busy: { fixer: 'time', message: 'Too many calls of this panel wait for their provider.' },
  panel_late: { fixer: 'time', message: 'The provider did not answer in time.' },
  panel_unavailable: { fixer: 'time', message: 'The provider could not be reached, or failed.' },
  panel_refused: {
    fixer: 'admin', message: 'The provider answered with another status than 200: check its url and secret.',
  },
  panel_address_refused: {
    fixer: 'admin',
    message: 'The address is private (NUXT_PANELS_ALLOW_PRIVATE), or not one of the origins of the panel.',
  },
  panel_action_outdated: {
    fixer: 'you',
    message: 'The action is not from a card that this member was given for this customer in the last 12 hours.',
  },
  panel_card_invalid: { fixer: 'admin', message: 'The provider answered something that is not a card.' },
} as const satisfies Record<string, PanelProblemNature>

export type PanelProblemCode = keyof typeof PANEL_PROBLEMS
