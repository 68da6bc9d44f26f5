import * as v from 'valibot'
import { appId, openPlatformName, origin } from './schemas.ts'

const KINDS = ['miniProgram', 'officialAccount', 'website', 'mobileApp'] as const
/** Kinds whose users sign in on pages. */
const KINDS_WITH_PAGES: readonly string[] = ['officialAccount', 'website']

const nonEmpty = v.pipe(v.string(), v.minLength(1))

/** An app of the company in WeChat. */
export const wechatApp = v.pipe(
  v.strictObject({
    appId,
    secret: nonEmpty,
    kind: v.picklist(KINDS),
    name: nonEmpty,
    openPlatform: v.optional(openPlatformName, 'main'),
    origins: v.optional(v.pipe(v.array(origin), v.minLength(1))),
  }),
  v.check(({ kind, origins }) => origins === undefined || KINDS_WITH_PAGES.includes(kind)),
)

/** What the list of apps looks like, to complete "must be …". */
export const WECHAT_APPS_FORM = `a JSON list of {appId, secret, kind: ${KINDS.map(kind => `"${kind}"`).join(' | ')}, `
  + 'name, openPlatform?, origins?}, each appId only once, and origins, such as "https://shop.example.com", only for '
  + KINDS_WITH_PAGES.map(kind => `"${kind}"`).join(' and ')
