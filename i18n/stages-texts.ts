import type { Language } from '#shared/utils/language.ts'
import type { DefinitionTexts } from './definition-texts'

/** Texts of the page where admins define the stages. Apart from those of customers, whose pages do not need them. */
export interface StagesTexts extends DefinitionTexts {
  /** Before and after the number of days. */
  quiet: [string, string]
  quietOf: (position: number) => string
}

const zhCN: StagesTexts = {
  title: '客户阶段',
  back: '返回侧边栏',
  intro: '成员可在客户页面选择阶段，每次修改都会记入客户动态。删除阶段后，处于该阶段的客户变为未设置。'
    + '填写天数后，若该阶段的客户超过该天数没有跟进记录、回复和提醒，将在 9:00 提醒成员。',
  name: position => `第 ${position} 个阶段`,
  up: position => `上移第 ${position} 个阶段`,
  remove: position => `删除第 ${position} 个阶段`,
  none: '暂无阶段',
  add: '添加阶段',
  quiet: ['超过', '天未联系时提醒成员'],
  quietOf: position => `第 ${position} 个阶段：超过几天未联系时提醒成员`,
  limit: (characters, stages) => `最多 ${stages} 个，名称不超过 ${characters} 个字且不能重复`,
}

const en: StagesTexts = {
  title: 'Customer stages',
  back: 'Back to sidebar',
  intro: 'Members choose a stage on the customer\'s page. Each change appears on the timeline. '
    + 'Set a number of days, and members are reminded at 9:00 of customers who had no note, reply or reminder for that '
    + 'long. When you remove a stage, its customers have no stage.',
  name: position => `Stage ${position}`,
  up: position => `Move stage ${position} up`,
  remove: position => `Remove stage ${position}`,
  none: 'No stages yet',
  add: 'Add stage',
  quiet: ['Remind members after', 'days without contact'],
  quietOf: position => `Stage ${position}: remind members after this many days without contact`,
  limit: (characters, stages) => `Up to ${stages} stages. Each needs its own name of up to ${characters} characters.`,
}

/** By language. */
export const STAGES_TEXTS: Record<Language, StagesTexts> = { 'zh-CN': zhCN, en }
