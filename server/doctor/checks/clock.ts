import { defineCheck, fail, ok, warn } from '../check.ts'
import { failureOf } from '../refusal.ts'

const WRONG_MS = 5 * 60_000
const OFF_MS = 60_000

const clockPlace = { 'en': 'this server: timedatectl', 'zh-CN': '本服务器：timedatectl' }
const fix = {
  'en': 'Switch time synchronisation on (timedatectl set-ntp true, chrony), on the host when this is a container.',
  'zh-CN': '打开时间同步（timedatectl set-ntp true 或 chrony）；容器要在宿主机上设置。',
}

export const clock = defineCheck({
  id: 'clock',
  title: { 'en': 'Clock', 'zh-CN': '时钟' },
  needs: () => ['network'],
  causes: {
    wrong: {
      cause: {
        'en': 'The clock of this server is wrong by more than five minutes, compared with WeCom\'s.',
        'zh-CN': '与企业微信相比，本服务器的时钟相差超过五分钟。',
      },
      fix,
      where: clockPlace,
    },
    off: {
      cause: { 'en': 'The clock of this server is wrong by more than a minute.', 'zh-CN': '本服务器的时钟相差超过一分钟。' },
      fix,
      where: clockPlace,
    },
  },
  async run({ wecom }) {
    await failureOf(wecom.token())
    const seconds = Math.round(-wecom.skewMs() / 1_000)
    const evidence = {
      'en': `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} WeCom`,
      'zh-CN': `比企业微信${seconds < 0 ? '慢' : '快'} ${Math.abs(seconds)} 秒`,
    }
    if (Math.abs(wecom.skewMs()) > WRONG_MS) return fail('wrong', { evidence })
    return Math.abs(wecom.skewMs()) > OFF_MS ? warn('off', { evidence }) : ok(evidence)
  },
})
