import type { Language } from '../utils/language.ts'
import type { Theme } from '../utils/theme.ts'

/** What a member has chosen for this browser. Absent: as WeCom has it. */
export interface Preferences {
  language?: Language
  theme?: Theme
}
