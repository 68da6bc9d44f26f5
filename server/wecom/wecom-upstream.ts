import type { Advice } from '../errors/app-error.ts'
import type { Upstream } from '../upstream/upstream-error.ts'
import { errcodeEntry } from './errcodes.ts'

/** A limit of calls per minute ends after a minute (doc 90312). */
const THROTTLED_SECONDS = 60

/** WeCom's server API: its errcodes (doc 90313) and what we answer for them. */
export const WECOM: Upstream = {
  name: 'wecom',
  entryOf: errcodeEntry,
  codes: { busy: 'wecom_busy', throttled: 'wecom_busy', config: 'wecom_config' },
  unavailable: 'wecom_unavailable',
  detailsOf(entry, errcode, callerIp) {
    const isForAdmins = entry.class === 'config' || entry.class === 'token_dead'
    return {
      detail: entry.class === 'config' ? `errcode ${errcode}` : undefined,
      advice: isForAdmins ? adviceOf(entry.fix, errcode, callerIp) : undefined,
      retryAfterSeconds: entry.class === 'throttled' ? THROTTLED_SECONDS : undefined,
    }
  },
}

function adviceOf(fix: Advice | undefined, errcode: number, callerIp: string | undefined): Advice {
  const link = `https://open.work.weixin.qq.com/devtool/query?e=${errcode}`
  const join = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ')
  return {
    'en': join(fix?.en, callerIp && `WeCom sees this server as ${callerIp}.`, link),
    'zh-CN': join(fix?.['zh-CN'], callerIp && `企业微信看到的本服务器 IP 是 ${callerIp}。`, link),
  }
}
