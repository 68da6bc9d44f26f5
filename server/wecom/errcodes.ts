import type { Advice } from '../errors/app-error.ts'
import type { ErrcodeClass, ErrcodeEntry } from '../upstream/upstream-error.ts'
import { ADVICE } from './advice.ts'

const config = (fix: Advice): ErrcodeEntry => ({ class: 'config', fix, concernsEveryCall: true })
const wrongSecret = (fix: Advice): ErrcodeEntry => ({ ...config(fix), isWrongSecret: true })
const memberConfig = (fix: Advice): ErrcodeEntry => ({ class: 'config', fix })
const of = (errcodeClass: ErrcodeClass): ErrcodeEntry => ({ class: errcodeClass })

/** Reaches us only after one retry with a renewed token: WeCom then returns a token that it refuses. */
const TOKEN: ErrcodeEntry = { class: 'token_dead', fix: ADVICE.token }

/** Known errcodes; anything else is `unknown`. */
const ERRCODES: Record<number, ErrcodeEntry> = {
  [-1]: of('busy'),
  6000: of('busy'),
  40001: wrongSecret(ADVICE.secret),
  40003: of('no_member'),
  40013: wrongSecret(ADVICE.corpId),
  40014: TOKEN,
  40029: of('bad_code'),
  40056: config(ADVICE.agent),
  40091: wrongSecret(ADVICE.secret),
  40093: of('dead_ticket'),
  40096: of('no_relation'),
  41001: of('bug'),
  41002: config(ADVICE.corpId),
  41004: config(ADVICE.secret),
  41008: of('bad_code'),
  42001: TOKEN,
  42003: of('bad_code'),
  42012: of('dead_ticket'),
  42022: of('bad_code'),
  43009: config(ADVICE.verifyCompany),
  45009: of('throttled'),
  45031: config(ADVICE.resetSecret),
  // Too many calls at once.
  45033: of('crowded'),
  // Another call is changing the same customer, for example from WeCom's own client. It passes in a moment.
  45035: of('busy'),
  45036: of('throttled'),
  48001: config(ADVICE.permission),
  48002: config(ADVICE.customerApi),
  48006: config(ADVICE.withdrawn),
  50001: config(ADVICE.trustedDomain),
  50002: memberConfig(ADVICE.visibleRange),
  50003: config(ADVICE.enableApp),
  50006: config(ADVICE.enableApp),
  50100: of('bad_cursor'),
  60011: memberConfig(ADVICE.visibleRange),
  60020: config(ADVICE.trustedIp),
  60021: memberConfig(ADVICE.visibleRange),
  60030: memberConfig(ADVICE.visibleRange),
  60031: config(ADVICE.enableApp),
  60111: of('no_member'),
  80001: config(ADVICE.trustedDomain),
  84025: of('bug'),
  84061: of('no_relation'),
  84074: memberConfig(ADVICE.customerContact),
  84083: of('no_relation'),
  84084: of('no_relation'),
  85005: config(ADVICE.trustedDomain),
  86001: of('no_relation'),
  86003: of('bug'),
  90501: of('no_relation'),
  90509: of('no_relation'),
  92000: memberConfig(ADVICE.visibleRange),
  92002: config(ADVICE.corpId),
  301002: config(ADVICE.agent),
  301042: config(ADVICE.agentIp),
  701008: memberConfig(ADVICE.licence),
}

const UNKNOWN: ErrcodeEntry = { class: 'unknown' }

/** Never throws: an errcode that is not in the table has the class `unknown`. */
export function errcodeEntry(errcode: number): ErrcodeEntry {
  return ERRCODES[errcode] ?? UNKNOWN
}
