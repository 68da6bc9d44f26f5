import type { Advice } from '../errors/app-error.ts'
import type { Refusal, Upstream } from '../upstream/upstream-error.ts'
import { errcodeEntry } from './errcodes.ts'

/** A limit of calls per minute ends after a minute (doc 90312). */
const THROTTLED_SECONDS = 60

const CODES: Upstream['codes'] = {
  busy: 'wecom_busy',
  crowded: 'wecom_busy',
  throttled: 'wecom_busy',
  config: 'wecom_config',
  token_dead: 'wecom_unavailable',
}

/** WeCom's server API: its errcodes (doc 90313) and what we answer for them. */
export const WECOM: Upstream = {
  name: 'wecom',
  entryOf: errcodeEntry,
  codes: CODES,
  refused: 'wecom_refused',
  unavailable: 'wecom_unavailable',
  detailsOf({ class: errcodeClass, fix }, refusal) {
    const isRefused = CODES[errcodeClass] === undefined
    const isForAdmins = isRefused || errcodeClass === 'config' || errcodeClass === 'token_dead'
    return {
      detail: isRefused || errcodeClass === 'config' ? `errcode ${refusal.errcode}` : undefined,
      advice: isForAdmins ? adviceOf(isRefused ? quoteOf(refusal) : fix, refusal) : undefined,
      retryAfterSeconds: errcodeClass === 'throttled' ? THROTTLED_SECONDS : undefined,
    }
  },
}

function quoteOf({ endpoint, errcode, said: { text, hint } }: Refusal): Advice {
  const quote = (text ? `: "${text}"` : '') + (hint ? ` (hint: ${hint})` : '')
  return {
    'en': `WeCom refused ${endpoint} with errcode ${errcode}${quote}.`,
    'zh-CN': `企业微信拒绝了 ${endpoint}，errcode ${errcode}${quote}。`,
  }
}

/** @returns the page where WeCom explains the errcode */
export function errcodePage(errcode: number): string {
  return `https://open.work.weixin.qq.com/devtool/query?e=${errcode}`
}

function adviceOf(fix: Advice | undefined, { errcode, said: { callerIp } }: Refusal): Advice {
  const link = errcodePage(errcode)
  const join = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ')
  return {
    'en': join(fix?.en, callerIp && `WeCom sees this server as ${callerIp}.`, link),
    'zh-CN': join(fix?.['zh-CN'], callerIp && `企业微信看到的本服务器 IP 是 ${callerIp}。`, link),
  }
}
