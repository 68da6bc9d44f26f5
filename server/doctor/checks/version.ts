import { defineCheck, ok, warn } from '../check.ts'

/** When each release of Node gets no more security fixes (github.com/nodejs/release). */
const ENDS: Readonly<Record<string, string>> = { 24: '2028-04-30', 25: '2026-06-01', 26: '2029-04-30' }
const SOON_MS = 90 * 24 * 60 * 60_000

export const version = defineCheck({
  id: 'version',
  title: { 'en': 'Version of Node', 'zh-CN': 'Node 版本' },
  needs: () => [],
  causes: {
    ends: {
      cause: {
        'en': 'This release of Node gets no security fixes any more, or only for some weeks.',
        'zh-CN': '此 Node 版本已经或即将停止安全更新。',
      },
      fix: { 'en': 'Install the newest even release (26 or later), and restart.', 'zh-CN': '安装最新的偶数版本（26 或更高）并重启。' },
      where: { 'en': 'this server, or NODE_IMAGE of the image', 'zh-CN': '本服务器，或镜像的 NODE_IMAGE' },
      link: 'https://nodejs.org/en/about/previous-releases',
    },
  },
  run({ clock }) {
    const { node } = process.versions
    const end = ENDS[node.split('.', 1)[0]!]
    const evidence = `Node ${node}`
    return end && clock.wall() > Date.parse(end) - SOON_MS ? warn('ends', { evidence }) : ok(evidence)
  },
})
