import type { CheckStatus, DoctorReport } from '#shared/types/doctor.ts'
import type { PanelCall } from '#shared/types/panel.ts'
import type { Language } from '#shared/utils/language.ts'

/** Texts of the page of the doctor. Apart from the others, because the sidebar does not load them. */
export interface DoctorTexts {
  title: string
  intro: string
  back: string
  /** The link to the diagnosis of this client. */
  diagnosis: string
  summary: Record<DoctorReport['status'], string>
  status: Record<CheckStatus, string>
  /** The line that stands for all checks of a status. */
  folded: Record<'ok' | 'skipped', (count: number) => string>
  again: string
  copy: string
  waiting: string
  /** A refusal is remembered: WeCom is not asked for so many seconds. */
  paused: (seconds: number) => string
  fix: string
  where: string
  more: string
  ignore: string
  ignoreReason: string
  ignored: string
  heed: string
  /** The last calls of panels. */
  panels: { title: string, intro: string, none: string, kinds: Record<PanelCall['kind'], string> }
}

const zhCN: DoctorTexts = {
  title: '配置检查',
  intro: '检查每个配置步骤和变量。处理后自动更新。',
  back: '返回侧边栏',
  diagnosis: '诊断此企业微信客户端',
  summary: { ok: '配置正常', warn: '可正常使用，有改进建议', fail: '配置有误，请先处理第一项' },
  status: { ok: '正常', warn: '建议', fail: '异常', skipped: '未检查' },
  folded: { ok: count => `${count} 项正常`, skipped: count => `${count} 项未检查` },
  again: '重新检查',
  copy: '复制报告',
  waiting: '正在检查…',
  paused: seconds => `已暂停，${seconds} 秒后继续`,
  fix: '处理方法',
  where: '位置',
  more: '说明',
  ignore: '忽略',
  ignoreReason: '忽略原因',
  ignored: '已忽略',
  heed: '取消忽略',
  panels: {
    title: '面板', intro: '各面板在当前进程的最近 20 次请求。', none: '暂无请求',
    kinds: { card: '卡片', action: '操作' },
  },
}

const en: DoctorTexts = {
  title: 'Setup check',
  intro: 'Checks every setup step and variable. Updates automatically once fixed.',
  back: 'Back to sidebar',
  diagnosis: 'Diagnose this WeCom client',
  summary: {
    ok: 'Everything is set up',
    warn: 'Working, with suggestions',
    fail: 'Setup problems. Start with the first one',
  },
  status: { ok: 'OK', warn: 'Suggestion', fail: 'Problem', skipped: 'Not checked' },
  folded: {
    ok: count => count === 1 ? '1 check OK' : `${count} checks OK`,
    skipped: count => `${count} not checked`,
  },
  again: 'Check again',
  copy: 'Copy report',
  waiting: 'Checking…',
  paused: seconds => `Paused, continues in ${seconds} s`,
  fix: 'How to fix this',
  where: 'Where',
  more: 'More',
  ignore: 'Ignore',
  ignoreReason: 'Reason',
  ignored: 'Ignored',
  heed: 'Stop ignoring',
  panels: {
    title: 'Panels', intro: 'The last 20 calls of each panel in this server process.', none: 'No calls yet',
    kinds: { card: 'Card', action: 'Action' },
  },
}

export const DOCTOR_TEXTS: Record<Language, DoctorTexts> = { 'zh-CN': zhCN, en }
