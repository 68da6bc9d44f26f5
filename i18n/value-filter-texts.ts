import type { Language } from '#shared/utils/language.ts'

/** Texts of the filter by stage and by the company's fields. Apart, because many companies have none. */
export interface ValueFilterTexts {
  stage: string
  any: string
  on: string
  off: string
}

const zhCN: ValueFilterTexts = { stage: '阶段', any: '全部', on: '是', off: '否' }

const en: ValueFilterTexts = { stage: 'Stage', any: 'Any', on: 'Yes', off: 'No' }

export const VALUE_FILTER_TEXTS: Record<Language, ValueFilterTexts> = { 'zh-CN': zhCN, en }
