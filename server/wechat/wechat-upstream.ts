import type { ErrcodeClass, Upstream } from '../upstream/upstream-error.ts'

/** The endpoint that issues access tokens. */
export const TOKEN_ENDPOINT = 'cgi-bin/stable_token'

const CLASSES: Record<number, ErrcodeClass> = {
  [-1]: 'busy',
  40001: 'token_dead',
  40003: 'unknown_open_id',
  40013: 'config',
  40014: 'token_dead',
  40029: 'bad_code',
  40125: 'config',
  40163: 'used_code',
  40164: 'config',
  40226: 'blocked_user',
  41002: 'config',
  41004: 'config',
  41008: 'bad_code',
  42001: 'token_dead',
  42003: 'bad_code',
  45009: 'busy',
  45011: 'busy',
  48001: 'config',
}

/** Wrong AppID, wrong secret. */
const WRONG_SECRETS = [40013, 40125]

/** WeChat's API: its errcodes and what we answer for them. */
export const WECHAT: Upstream = {
  name: 'wechat',
  entryOf(errcode, endpoint) {
    const errcodeClass = CLASSES[errcode] ?? 'unknown'
    // This endpoint takes no token, so 40001 is about the secret here.
    const isSecret = errcodeClass === 'token_dead' && endpoint === TOKEN_ENDPOINT
    if (isSecret || WRONG_SECRETS.includes(errcode)) return { class: 'config', isWrongSecret: true }
    return { class: errcodeClass }
  },
  codes: {
    bad_code: 'mini_program_code_invalid',
    used_code: 'mini_program_code_used',
    blocked_user: 'mini_program_user_blocked',
    busy: 'wechat_busy',
    config: 'wechat_config',
    token_dead: 'wechat_unavailable',
  },
  refused: 'wechat_refused',
  unavailable: 'wechat_unavailable',
  detailsOf: (_entry, { errcode }) => ({ detail: `errcode ${errcode}` }),
}

/** The same API, where people sign in to websites, to mobile apps and on pages of official accounts. */
export const WECHAT_OAUTH: Upstream = {
  ...WECHAT,
  codes: { ...WECHAT.codes, bad_code: 'wechat_code_invalid', used_code: 'wechat_code_used' },
}
