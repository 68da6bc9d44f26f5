import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { performAction } from '../../../simulator/actions/perform.ts'
import type { Settings } from '../../../simulator/scenarios/settings.ts'
import { startApiProxy } from '../../support/api-proxy.ts'
import { eventually } from '../../support/eventually.ts'
import { freePort } from '../../support/free-port.ts'
import { startUntrustedServer } from '../../support/untrusted-server.ts'
import { startWrongClock } from '../../support/wrong-clock.ts'
import { callbackAesKey, callbackToken } from './callback.ts'
import type { DoctorSite } from './doctor-site.ts'
import { diagnose, idsOf } from './doctor.ts'

/** What a plant changes for the doctor. */
export interface Planted {
  changes?: Record<string, string>
  /** A program that starts the doctor. */
  through?: string[]
}

/** One thing that is wrong, and what the doctor must name. */
export interface DoctorFault {
  name: string
  check: string
  /** In the English and in the Chinese cause. */
  says: [en: RegExp, zhCN: RegExp]
  plant: (site: DoctorSite) => Planted | Promise<Planted>
}

const settings = (change: Partial<Settings>) => ({ simulator }: DoctorSite): Planted => {
  const before = simulator.world.settings
  simulator.world.changeSettings(change)
  onTestFinished(() => simulator.world.changeSettings(before))
  return {}
}
const rules = (change: DoctorSite['proxy']['rules']) => ({ proxy }: DoctorSite): Planted => {
  const before = proxy.rules
  proxy.rules = { ...before, ...change }
  onTestFinished(() => void (proxy.rules = before))
  return {}
}
const variables = (changes: Record<string, string>) => (): Planted => ({ changes })

async function apiProxy({ simulator }: DoctorSite, how: Parameters<typeof startApiProxy>[1]): Promise<Planted> {
  const proxy = await startApiProxy(simulator.url, how)
  onTestFinished(() => proxy.close())
  return { changes: { NUXT_WECOM_API_BASE: proxy.url } }
}

/** WeCom sends an event with another configuration, then, at the end, one with the right one. */
async function otherCallback(site: DoctorSite, wrong: { token?: string, aesKey?: string }): Promise<Planted> {
  const { simulator, environment } = site
  const url = `http://127.0.0.1:${environment.PORT}/wecom/callback`
  const send = async (secrets: object, isRefused: boolean) => {
    simulator.world.receiver = { url, token: callbackToken, aesKey: callbackAesKey, ...secrets }
    const [customer] = simulator.world.scenario.customers
    performAction(simulator, {
      action: 'editContact',
      userId: 'linxiaotong',
      externalUserId: customer!.externalUserId,
      remark: String(Math.random()),
    })
    await eventually(() => simulator.callbacks.deliveries().at(-1)?.status !== 'waiting')
    // The server notes for the doctor what it received, a little later than it answers.
    await eventually(async () => idsOf(await diagnose(environment), 'fail').includes('callback') === isRefused)
  }
  onTestFinished(() => send({}, false))
  await send(wrong, true)
  return {}
}

async function foreignSite({ simulator }: DoctorSite): Promise<Planted> {
  const server = createServer((_request, response) => response.end('<h1>Welcome to nginx!</h1>'))
  await new Promise<void>(resolve => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  const { trustedDomains } = simulator.world.settings
  simulator.world.changeSettings({ trustedDomains: [`localhost:${port}`] })
  onTestFinished(() => {
    simulator.world.changeSettings({ trustedDomains })
    server.closeAllConnections()
    server.close()
  })
  return { changes: { NUXT_SITE_URL: `http://localhost:${port}` } }
}

/** Runs the doctor with mounts of its own. @param script sets them up; `$1` is a folder */
function mounted(script: string): Planted {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-mount-'))
  return {
    changes: { NUXT_DATA_DIR: folder },
    through: ['unshare', '-rm', 'sh', '-ec', `${script}\nshift\nexec "$@"`, 'sh', folder],
  }
}

function networkFolder(): Planted {
  const mounts = join(mkdtempSync(join(tmpdir(), 'doctor-mounts-')), 'mountinfo')
  writeFileSync(mounts, '36 1 0:3 / / rw,relatime - nfs4 server:/export rw\n')
  return mounted(`mount --bind ${mounts} /proc/$$/mountinfo`)
}

const wechatApp = { appId: 'wx7c1f0a9be3d24568', secret: 'CANARY-wrong-app-secret', kind: 'miniProgram', name: '商城' }

/** The faults of doctor.md that need neither Redis nor PostgreSQL nor certificates, by number. */
export const FAULTS: DoctorFault[] = [
  {
    name: '1 wrong secret', check: 'credentials', says: [/does not know this Secret/, /Secret 无效/],
    plant: variables({ NUXT_WECOM_AGENT_SECRET: 'CANARY-wrong-agent-secret-0123456789' }),
  },
  {
    name: '2 secret of another app', check: 'agent', says: [/different apps/, /不属于同一个应用/],
    plant: ({ simulator }) => ({ changes: { NUXT_WECOM_AGENT_SECRET: simulator.world.scenario.apps[1]!.agentSecret } }),
  },
  {
    name: '3 wrong corp id', check: 'credentials', says: [/does not know this corp ID/, /企业ID 无效/],
    plant: variables({ NUXT_WECOM_CORP_ID: 'ww0000000000000000' }),
  },
  {
    name: '4 IP not trusted', check: 'trusted-ip', says: [/IP of this server is not/, /本服务器的出口 IP/],
    plant: settings({ trustedIps: ['203.0.113.9'] }),
  },
  {
    name: '5 IP trusted but the reverse proxy has another', check: 'trusted-ip', says: [/through a proxy/, /经过代理/],
    plant: (site) => {
      settings({ trustedIps: ['127.0.0.1'] })(site)
      return apiProxy(site, { localAddress: '127.0.0.2' })
    },
  },
  {
    name: '6 agent disabled', check: 'agent', says: [/disabled/, /已停用/], plant: settings({ appEnabled: false }),
  },
  {
    name: '7 visible range empty', check: 'agent', says: [/Allowed users .* is empty/, /可见范围为空/],
    plant: settings({ visibleUserIds: [] }),
  },
  {
    name: '8 customer contact not ticked', check: 'customer-contact', says: [/not ticked/, /未在「可调用接口的应用」/],
    plant: settings({ customerContactApp: false }),
  },
  {
    name: '9 使用范围 empty', check: 'customer-contact', says: [/No member .*使用范围/, /没有成员在客户联系的「使用范围」/],
    plant: settings({ customerContactUserIds: [] }),
  },
  {
    name: '10 no developer id bound', check: 'union-id', says: [/no WeChat developer ID/, /未绑定微信开发者ID/],
    plant: settings({ developerAccount: 'unbound' }),
  },
  {
    name: '11 site URL http', check: 'site', says: [/is http/, /是 http/],
    plant: (site) => {
      settings({ trustedDomains: ['sidebar.example.com'] })(site)
      return { changes: { NUXT_SITE_URL: 'http://sidebar.example.com' } }
    },
  },
  { name: '12 site URL answers, but not as us', check: 'site', says: [/not this app/, /不是本应用/], plant: foreignSite },
  {
    name: '12a the proxy redirects to a slash', check: 'site', says: [/changes requests/, /改动了请求/],
    plant: rules({ slash: 'redirects' }),
  },
  {
    name: '14 verification file missing', check: 'domain-verification', says: [/is not served/, /取不到/],
    plant: rules({ blocks: /WW_verify/ }),
  },
  {
    name: '15 redirect domain not set', check: 'oauth', says: [/50001/, /50001/],
    plant: settings({ trustedDomains: ['other.example.com'] }),
  },
  {
    name: '16 callback Token wrong', check: 'callback', says: [/another Token/, /Token .*不同/],
    plant: site => otherCallback(site, { token: 'anotherToken' }),
  },
  {
    name: '17 AESKey wrong', check: 'callback', says: [/another key/, /密钥.*不同/],
    plant: site => otherCallback(site, { aesKey: 'anotherKeyanotherKeyanotherKeyanotherKeyano' }),
  },
  {
    name: '18 callback never arrives', check: 'callback', says: [/does not arrive/, /没有原样到达/],
    plant: rules({ blocks: /^\/wecom/ }),
  },
  {
    name: '19 clock wrong by six minutes', check: 'clock', says: [/clock .* is wrong/, /时钟相差/],
    plant: async ({ simulator }) => {
      const wecom = await startWrongClock(6 * 60_000)
      wecom.standBefore(simulator.url)
      onTestFinished(() => wecom.close())
      return { changes: { NUXT_WECOM_API_BASE: wecom.url } }
    },
  },
  {
    name: '20 DNS fails', check: 'network', says: [/DNS/, /DNS/],
    plant: variables({ NUXT_WECOM_API_BASE: 'https://qyapi.weixin.invalid' }),
  },
  {
    name: '21 TLS intercepted', check: 'network', says: [/opens TLS/, /解开了 TLS/],
    plant: async () => {
      const server = await startUntrustedServer()
      onTestFinished(() => server.close())
      return { changes: { NUXT_WECOM_API_BASE: `https://localhost:${server.port}` } }
    },
  },
  {
    name: '22 only a forward proxy gets out', check: 'network', says: [/forward proxy/, /正向代理/],
    plant: async () => ({ changes: { NUXT_WECOM_API_BASE: `https://localhost:${await freePort()}` } }),
  },
  {
    name: '23 API base ends in /cgi-bin', check: 'api-base', says: [/ends in \/cgi-bin/, /以 \/cgi-bin 结尾/],
    plant: ({ simulator }) => ({ changes: { NUXT_WECOM_API_BASE: `${simulator.url}/cgi-bin` } }),
  },
  {
    name: '24 reverse proxy passes three paths only', check: 'api-base',
    says: [/does not pass all paths/, /没有放行所有路径/],
    plant: site => apiProxy(site, { passes: /^\/cgi-bin\/(?:gettoken|ticket\/get|get_jsapi_ticket)\?/ }),
  },
  {
    name: '27 data folder read-only', check: 'data-dir', says: [/cannot write/, /无法写入/],
    plant: () => mounted('mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"'),
  },
  {
    name: '27 data folder on a network file system', check: 'data-dir', says: [/network file system/, /网络文件系统/],
    plant: networkFolder,
  },
  {
    name: '27 data folder full', check: 'data-dir', says: [/is full/, /已满/],
    plant: () => mounted('mount -t tmpfs -o size=64k none "$1"; head -c 60000 /dev/zero > "$1/other"'),
  },
  {
    name: '29 secret of a mini program wrong', check: 'wechat-apps', says: [/does not know this AppID/, /AppSecret 无效/],
    plant: variables({ NUXT_WECHAT_APPS: JSON.stringify([wechatApp]) }),
  },
  {
    name: '29 IP of a mini program not listed', check: 'wechat-apps', says: [/40164/, /40164/],
    plant: ({ simulator: { world } }) => {
      const faults = [{ path: '/cgi-bin/stable_token', errcode: 40164 }]
      world.faults.add(faults)
      onTestFinished(() => world.faults.remove(faults))
      return {}
    },
  },
  {
    name: 'a panel at a private address', check: 'panels', says: [/private address/, /内网地址/],
    plant: variables({ NUXT_PANELS: JSON.stringify([{
      id: 'orders', title: { zh: '订单', en: 'Orders' }, url: 'http://127.0.0.1:9', needs: [],
      secret: `whsec_${Buffer.from('CANARY-secret-of-the-panels-1').toString('base64')}`,
    }]) }),
  },
  {
    name: '30 trusted proxies unset behind a proxy',
    check: 'proxy-headers',
    says: [/X-Forwarded-For/, /X-Forwarded-For/],
    plant: rules({ forwards: true }),
  },
]
