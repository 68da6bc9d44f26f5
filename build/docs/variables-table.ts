import { VARIABLES } from '../../server/config/variables.ts'
import type { Variable } from '../../server/config/variables.ts'
import type { Language } from '../../shared/utils/language.ts'
import { table } from './table.ts'
import { VARIABLE_TEXTS } from './variable-texts.ts'

const WORDS: Record<Language, { headings: string[], required: string, none: string, secret: string }> = {
  'en': { headings: ['variable', 'meaning', 'default'], required: 'required', none: 'none', secret: ' Secret.' },
  'zh-CN': { headings: ['变量', '含义', '默认值'], required: '必填', none: '无', secret: '机密。' },
}

/** @returns every environment variable of server/config/variables.ts, in its order */
export function variablesTable(language: Language): string {
  const words = WORDS[language]
  const names = Object.keys(VARIABLES) as (keyof typeof VARIABLES)[]
  return table(words.headings, names.map((name) => {
    const variable: Pick<Variable<unknown>, 'name' | 'default' | 'secret'> = VARIABLES[name]
    const text = VARIABLE_TEXTS[name][language]
    return [`\`${variable.name}\``, variable.secret ? text + words.secret : text, defaultOf(variable, words)]
  }))
}

function defaultOf(
  { default: value }: Pick<Variable<unknown>, 'default'>,
  words: { required: string, none: string },
): string {
  if (value === undefined) return words.required
  return value === null || value === '' || value === '[]' ? words.none : `\`${value}\``
}
