import type { Language } from '#shared/utils/language.ts'
import { escapeHtml } from './escape-html.ts'
import { WORDS } from './words.ts'

/**
 * A button that copies, and says so. The script of the notice shows it.
 *
 * @param text what it copies; the details when absent
 */
export function copyButton(language: Language, label: string, text = ''): string {
  const { copied, copyFailed } = WORDS[language]
  const attributes = `data-text="${escapeHtml(text)}" data-copied="${copied}" data-failed="${copyFailed}"`
  return `<button type="button" hidden ${attributes}>${label}</button> <span role="status"></span>`
}
