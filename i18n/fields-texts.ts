import type { FieldType } from '#shared/field-types.ts'
import type { Language } from '#shared/utils/language.ts'
import type { DefinitionTexts } from './definition-texts'

/** Texts of the company's own fields. Apart from the others, because many companies have none. */
export interface FieldsTexts extends DefinitionTexts {
  type: (position: number) => string
  types: Record<FieldType, string>
  choices: (position: number) => string
  choicesLimit: (characters: number, choices: number) => string
}

const zhCN: FieldsTexts = {
  title: '自定义字段',
  back: '返回侧边栏',
  intro: '成员可在客户页面填写，跟进该客户的成员均可见，每次修改都会记入客户动态。删除字段后，已填写的内容一并删除。'
    + '标签组无法限制为单选，只能有一个值时请用“单选”字段。',
  name: position => `第 ${position} 个字段`,
  up: position => `上移第 ${position} 个字段`,
  remove: position => `删除第 ${position} 个字段`,
  none: '暂无字段',
  add: '添加字段',
  limit: (characters, fields) => `最多 ${fields} 个，名称不超过 ${characters} 个字且不能重复。类型保存后不可修改`,
  type: position => `第 ${position} 个字段的类型`,
  types: { text: '文本', number: '数字', date: '日期', choice: '单选', switch: '开关' },
  choices: position => `第 ${position} 个字段的选项`,
  choicesLimit: (characters, choices) => `每行一个选项，最多 ${choices} 个，每个不超过 ${characters} 个字且不能重复`,
}

const en: FieldsTexts = {
  title: 'Custom fields',
  back: 'Back to sidebar',
  intro: 'Members fill them in on the customer\'s page. Everyone who follows the customer sees them. '
    + 'Each change appears on the timeline. When you remove a field, its contents are deleted. '
    + 'Tag groups can\'t allow only one tag: use a field of the type Choice instead.',
  name: position => `Field ${position}`,
  up: position => `Move field ${position} up`,
  remove: position => `Remove field ${position}`,
  none: 'No fields yet',
  add: 'Add field',
  limit: (characters, fields) => `Up to ${fields} fields. Each needs its own name of up to ${characters} characters. `
    + 'The type can\'t be changed once the field is saved.',
  type: position => `Type of field ${position}`,
  types: { text: 'Text', number: 'Number', date: 'Date', choice: 'Choice', switch: 'Switch' },
  choices: position => `Choices of field ${position}`,
  choicesLimit: (characters, choices) =>
    `One per line, up to ${choices}, each different and up to ${characters} characters.`,
}

/** By language. */
export const FIELDS_TEXTS: Record<Language, FieldsTexts> = { 'zh-CN': zhCN, en }
