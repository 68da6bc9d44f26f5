import type { Door, DoorDeclaration } from '../../server/http/door/door.ts'
import type { Language } from '../../shared/utils/language.ts'
import { errorsOf } from './door-errors.ts'
import { limitsOf } from './limits-table.ts'
import { objectShape, shapeOf } from './schema-shape.ts'
import { table } from './table.ts'

/** The chapters of docs/api.md. */
export const CHAPTERS = ['members', 'sign-in', 'mini programs', 'systems', 'wecom', 'operations'] as const
export type Chapter = typeof CHAPTERS[number]

type User = Extract<DoorDeclaration['who'], string> | 'key'
type Line = 'who' | 'query' | 'body' | 'answer' | 'asks' | 'limits' | 'errors'

interface Words {
  lines: Record<Line, string>
  users: Record<User, string>
  answers: { nothing: string, page: string }
  adminOnly: string
  upTo: (kilobytes: number) => string
}

const UPSTREAMS: Record<Language, Record<NonNullable<DoorDeclaration['asks']>, string>> = {
  'en': { wecom: 'WeCom', wechat: 'WeChat', store: 'the store' },
  'zh-CN': { wecom: '企业微信', wechat: '微信', store: '存储' },
}

const WORDS: Record<Language, Words> = {
  'en': {
    lines: {
      who: 'Who', query: 'Query', body: 'Body', answer: 'Answer', asks: 'Waits for', limits: 'Limits', errors: 'Errors',
    },
    users: {
      member: 'a member (session cookie)', follower: 'a member who may see the customer (session cookie)',
      set_up: 'an admin (session cookie), or a browser with the cookie of the set-up link',
      key: 'a system with a key, scope ', panel: 'the system of the panel (signature by Standard Webhooks)',
      wecom: 'WeCom (signature of the callback)', browser: 'anyone, in a browser',
      public: 'anyone',
    },
    answers: { nothing: '204 without a body', page: 'a page, a redirect or plain text' },
    adminOnly: ', admins only',
    upTo: kilobytes => `, at most ${kilobytes} KiB`,
  },
  'zh-CN': {
    lines: {
      who: '谁', query: '查询参数', body: '请求体', answer: '返回', asks: '等待', limits: '限额', errors: '错误',
    },
    users: {
      member: '成员（会话 cookie）', follower: '能看到该客户的成员（会话 cookie）',
      set_up: '管理员（会话 cookie），或打开过配置检查链接的浏览器', key: '持密钥的系统，权限 ',
      panel: '面板的系统（Standard Webhooks 签名）',
      wecom: '企业微信（回调签名）', browser: '任何人，在浏览器里', public: '任何人',
    },
    answers: { nothing: '204，无内容', page: '页面、跳转或纯文本' },
    adminOnly: '，仅管理员',
    upTo: kilobytes => `，最多 ${kilobytes} KiB`,
  },
}

/** @returns the doors of one chapter, in the order of their paths; `does` is English in both languages */
export function doorsList(doors: Record<string, Door>, chapter: Chapter, language: Language): string {
  const routes = Object.keys(doors).filter(route => chapterOf(doors[route]!.door) === chapter)
  const byPath = routes.sort((a, b) => pathOf(a).localeCompare(pathOf(b), 'en'))
  return byPath.map(route => section(route, doors[route]!.door, language)).join('\n\n')
}

const pathOf = (route: string) => route.split(' ')[1]!

function chapterOf(door: DoorDeclaration): Chapter {
  const { who } = door
  if (typeof who === 'object' || who === 'panel') return 'systems'
  if (who === 'public') return limitsOf(door).length > 0 ? 'mini programs' : 'operations'
  if (who === 'browser') return 'sign-in'
  return who === 'wecom' ? 'wecom' : 'members'
}

function section(route: string, door: DoorDeclaration, language: Language): string {
  const words = WORDS[language]
  const errors = errorsOf(route.split(' ')[0]!, door)
  const lines: [Line, string | undefined][] = [
    ['who', userOf(door, words)],
    ['query', door.query && code(objectShape(door.query))],
    ['body', bodyOf(door, words)],
    ['answer', door.answer === 'nothing' || door.answer === 'page' ? words.answers[door.answer] : code(door.answer)],
    ['asks', door.asks && UPSTREAMS[language][door.asks]],
    ['limits', limitsOf(door).map(code).join(', ') || undefined],
    ['errors', errors.map(code).join(', ')],
  ]
  const [who, ...others] = lines.flatMap(([line, text]) => text ? [[words.lines[line], text]] : [])
  return [`### \`${route}\``, '', door.does, '', table(who!, others)].join('\n')
}

function bodyOf({ body, takesBytes, maxBytes }: DoorDeclaration, words: Words): string | undefined {
  const shape = takesBytes ? code('application/octet-stream') : body && code(shapeOf(body))
  return shape && shape + (maxBytes ? words.upTo(maxBytes / 1024) : '')
}

function userOf({ who, adminOnly }: DoorDeclaration, words: Words): string {
  const user = typeof who === 'object' ? words.users.key + code(who.key) : words.users[who]
  return user + (adminOnly ? words.adminOnly : '')
}

const code = (text: string) => `\`${text}\``
