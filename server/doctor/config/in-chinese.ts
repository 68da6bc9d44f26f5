import { VARIABLES } from '../../config/variables.ts'
import { FORMS_ZH } from './forms.ts'

/** What is wrong beyond the form of one value, as the server says it, and the same in Chinese. */
const OTHERS: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^(\S+) and (\S+) must be set together\.$/, '$1 和 $2 必须同时填写。'],
  [/^(\S+) and (\S+) are both set: .*$/, '$1 和 $2 只能填写一个。'],
  [/^(\S+) names a file that cannot be read: .*$/, '$1 指向的文件无法读取：检查路径和权限。'],
  [
    /^(\S+) is not encrypted or not checked, .*: use (.+), or allow it with (\S+)\.$/,
    '$1 到其他机器的连接未加密或未校验：改用 $2，或用 $3 允许。',
  ],
  [
    /^Two secrets are the same text: .*$/,
    '有两个机密的内容相同：请重新生成 NUXT_SESSION_PASSWORD，或 NUXT_API_KEYS 中的密钥。',
  ],
  [
    /^NUXT_API_KEYS: the key "(.+)" names an app .*$/,
    'NUXT_API_KEYS：密钥 "$1" 的 apps 中有 NUXT_WECHAT_APPS 没有的应用：请在那里添加，或改正 apps。',
  ],
  [
    /^NUXT_API_KEYS: the key "(.+)" has "apps", but .*$/,
    'NUXT_API_KEYS：密钥 "$1" 不能同时有 apps 和 identities:erase（删除涉及一个人的全部账号）：请去掉其中一个。',
  ],
  [/^PORT is wrong: .*$/, 'PORT 的值不对：应为 0 到 65535 之间的数字。'],
  [/^(HTTPS?_PROXY) is wrong: .*$/, '$1 的值不对：应为空，或代理地址 http://用户:密码@主机:端口，密码中的 % / ? # @ 要写成百分号编码。'],
]

/**
 * A line of the server about the environment, in Chinese.
 *
 * @param problem begins with the names of its variables
 * @returns the line itself when there is no translation
 */
export function inChinese(problem: string): string {
  const [, name, what] = /^([A-Z][A-Z\d_]+) is (required|wrong): /.exec(problem) ?? []
  const [key, variable] = Object.entries(VARIABLES).find(([, one]) => one.name === name) ?? []
  if (!variable) {
    const [english, chinese] = OTHERS.find(([pattern]) => pattern.test(problem)) ?? []
    return english && chinese ? problem.replace(english, chinese) : problem
  }
  const form = FORMS_ZH[key as keyof typeof FORMS_ZH]
  const place = /Look at: ([^ ]+)\./.exec(problem)?.[1]
  return `${name} ${what === 'required' ? '未填写' : '的值不对'}：应为${/^\w/.test(form) ? ' ' : ''}${form}。`
    + (place ? `请看：${place}。` : '') + (variable.where ? `来源：${variable.where['zh-CN']}。` : '')
}
