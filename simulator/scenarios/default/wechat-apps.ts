import type { WechatApp } from '../scenario.ts'
import { manyFollowers, withUnionId } from './customers.ts'

/** The company's apps of all four kinds, on the same 微信开放平台 account. */
export const wechatApps: WechatApp[] = [
  {
    appId: 'wx7c1f0a9be3d24568',
    secret: 'simulated-secret-of-the-mini-program-01',
    kind: 'miniProgram',
    name: '春山家居商城',
    openPlatform: true,
    linkedAgentId: 1000002,
  },
  {
    appId: 'wx2d9e86b1c07f4a35',
    secret: 'simulated-secret-of-an-official-account',
    kind: 'officialAccount',
    name: '春山家居服务号',
    openPlatform: true,
    subscribers: [withUnionId.externalUserId, manyFollowers.externalUserId],
    redirectDomains: [],
  },
  {
    appId: 'wx4b8d21e60f9a3c57',
    secret: 'simulated-secret-of-the-website-app-001',
    kind: 'website',
    name: '春山家居官网',
    openPlatform: true,
    redirectDomains: [],
  },
  {
    appId: 'wx93e5f07ac1b8642d',
    secret: 'simulated-secret-of-the-mobile-app-0001',
    kind: 'mobileApp',
    name: '春山家居 App',
    openPlatform: true,
  },
]
