import type { ServerResponse } from 'node:http'
import { errorPage } from '../oauth/html.ts'

const RETRY_SECONDS = 2

/** The page for an app that is not running. It reloads itself. */
export function unreachablePage(response: ServerResponse, appOrigin: string): void {
  response.writeHead(502, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'refresh': String(RETRY_SECONDS),
  })
  response.end(errorPage('应用尚未启动', `等待 ${appOrigin} 响应，本页会自动重试。 Waiting for the app to answer; this page retries.`))
}
