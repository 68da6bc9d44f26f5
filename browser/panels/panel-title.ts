import type { PanelInfo } from '#shared/types/panel.ts'
import type { Language } from '#shared/utils/language.ts'

/** @returns the heading of a panel until its card names another */
export function panelTitle({ title }: Pick<PanelInfo, 'title'>, language: Language): string {
  return language === 'en' ? title.en : title.zh
}
