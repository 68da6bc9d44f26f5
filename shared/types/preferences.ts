import type { Language } from '../utils/language.ts'
import type { Theme } from '../utils/theme.ts'

/** What a member has chosen in this browser. Absent: the setting of the WeCom client. */
export interface Preferences {
  language?: Language
  theme?: Theme
}
