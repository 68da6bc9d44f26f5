import type { Language } from '#shared/utils/language.ts'

/** Texts of the diagnosis of a client. Apart from the others, because only `?diag=1` needs them. */
export interface DiagnosisTexts {
  title: string
  userAgent: string
  version: string
  state: string
  entry: string
  steps: string
  waiting: string
  /** Ids are masked in it. */
  copy: string
  close: string
}

const zhCN: DiagnosisTexts = {
  title: '客户端诊断',
  userAgent: 'User-Agent',
  version: '客户端版本',
  state: '状态',
  entry: '入口',
  steps: '步骤',
  waiting: '等待中…',
  copy: '复制报告（已隐去 ID）',
  close: '关闭诊断',
}

const en: DiagnosisTexts = {
  title: 'Client diagnosis',
  userAgent: 'User agent',
  version: 'Client version',
  state: 'State',
  entry: 'Entry',
  steps: 'Steps',
  waiting: 'Waiting…',
  copy: 'Copy report (IDs masked)',
  close: 'Close diagnosis',
}

export const DIAGNOSIS_TEXTS: Record<Language, DiagnosisTexts> = { 'zh-CN': zhCN, en }
