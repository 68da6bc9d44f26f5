import type { AppKind } from '#shared/types/identity.ts'
import { AppError } from '../errors/app-error.ts'

/** An app of the company in WeChat (NUXT_WECHAT_APPS). */
export interface WechatApp {
  appId: string
  secret: string
  kind: AppKind
  name: string
  /** The configured name of its open-platform account. */
  openPlatform: string
  /** Where a page may be to which a sign-in returns. */
  origins?: readonly string[] | undefined
}

/** @throws {AppError} unknown_app, also for an app of another kind */
export function findApp(apps: readonly WechatApp[], appId: string, ...kinds: AppKind[]): WechatApp {
  const app = apps.find(one => one.appId === appId && kinds.includes(one.kind))
  if (!app) throw new AppError('unknown_app')
  return app
}
