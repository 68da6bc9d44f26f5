import { serviceTeam } from '../../../simulator/scenarios/default/members.ts'
import { crowd } from '../../support/crowd.ts'
import { openWecom } from './webview.ts'
import type { Site, Webview } from './webview.ts'

/** A member that WeCom has sent back with a code. The code is not exchanged yet. */
export interface Arrival {
  userId: string
  webview: Webview
  /** Path of the callback, with code and state. */
  callback: string
}

/**
 * The members of an office, each with a client of their own, on the way back from WeCom.
 *
 * @param init what the office's proxy adds to each request
 */
export function comeToWork(site: Site, size: number, init: RequestInit = {}): Promise<Arrival[]> {
  return crowd(size, async (i) => {
    const { userId } = serviceTeam[i]!
    const webview = openWecom(site, { userId })
    const login = await webview.get('/auth/login', init)
    const authorize = await webview.get(login.headers.get('location')!)
    const { pathname, search } = new URL(authorize.headers.get('location')!)
    return { userId, webview, callback: pathname + search }
  })
}
