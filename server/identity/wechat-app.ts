import type { AppKind } from '#shared/types/identity.ts'
import { AppError } from '../errors/app-error.ts'

/** A mini program or official account of the company (NUXT_WECHAT_APPS). */
export interface WechatApp {
  appId: string
  secret: string
  kind: AppKind
  name: string
  /** The configured name of its open-platform account. */
  openPlatform: string
}

/** @throws {AppError} unknown_app, also for an app of another kind */
export function findApp(apps: readonly WechatApp[], appId: string, kind: WechatApp['kind']): WechatApp {
  const app = apps.find(one => one.appId === appId && one.kind === kind)
  if (!app) throw new AppError('unknown_app')
  return app
}
