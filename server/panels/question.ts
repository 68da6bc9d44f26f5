import type { Language } from '#shared/utils/language.ts'
import type { Theme } from '#shared/utils/theme.ts'
import type { AnyPanel, PanelQuestion } from './panel.ts'
import { subjectFields, type PanelSubject } from './subject.ts'

/** For which page something is. */
export interface PageOfPanel {
  subject: PanelSubject
  userId: string
  language: Language
  theme: Theme
}

/** @returns what a panel is told @throws {PanelFailure} union_id_missing */
export function questionOf(
  { id, needs }: AnyPanel, { subject, userId, language, theme }: PageOfPanel, action?: PanelQuestion['action'],
): PanelQuestion {
  const fields = subjectFields(needs, subject)
  return { version: 1, panel: id, action, ...fields, member: { userId }, locale: language, theme }
}

/** @returns the names of what a question hands over */
export function fieldsIn({ customer, group, action }: PanelQuestion): string[] {
  return Object.keys({ ...customer, ...group }).concat(Object.keys(action?.input ?? {}))
}
