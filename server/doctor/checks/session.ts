import * as v from 'valibot'
import { defineCheck, ok, warn } from '../check.ts'

const LIFETIME_MS = 10 * 365 * 24 * 60 * 60_000
const DAY_MS = 24 * 60 * 60_000
const OLD_DAYS = 730

/** The form of the password itself is a matter of `config`: a weak one is refused. */
export const session = defineCheck({
  id: 'session',
  title: { 'en': 'Session password and cookies', 'zh-CN': '会话密码与 cookie' },
  variables: ['sessionPasswords'],
  needs: () => ['config'],
  causes: {
    old: {
      cause: { 'en': 'The session password has been in use for more than two years.', 'zh-CN': '会话密码已使用超过两年。' },
      fix: {
        'en': 'Set NUXT_SESSION_PASSWORD to a new one, a comma, the old one; after a week to the new one alone.',
        'zh-CN': '把 NUXT_SESSION_PASSWORD 设为：新密码、逗号、旧密码；一周后只留新密码。',
      },
      where: { 'en': '.env: NUXT_SESSION_PASSWORD', 'zh-CN': '.env：NUXT_SESSION_PASSWORD' },
    },
  },
  async run({ config: { sessionPasswords, siteOrigins }, encryption, vault, clock }) {
    const fingerprint = encryption.fingerprint('session password')
    const slot = vault.slot('doctor:password', v.object({ fingerprint: v.string(), since: v.number() }), LIFETIME_MS)
    const known = await slot.get()
    const since = known?.fingerprint === fingerprint ? known.since : clock.wall()
    if (known?.since !== since) await slot.set({ fingerprint, since })
    const days = Math.floor((clock.wall() - since) / DAY_MS)
    const { length } = sessionPasswords[0]!
    const cookies = siteOrigins.every(origin => origin.startsWith('https:')) ? '__Host-, Secure, HttpOnly' : 'HttpOnly'
    const evidence = {
      'en': `${length} characters, in use for ${days} days; cookies: ${cookies}`,
      'zh-CN': `${length} 个字符，已使用 ${days} 天；cookie：${cookies}`,
    }
    return days > OLD_DAYS ? warn('old', { evidence }) : ok(evidence)
  },
})
