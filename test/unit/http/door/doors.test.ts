import { describe, expect, it } from 'vitest'
import { doors } from '../../../../.nuxt/doors.ts'
import type { DoorUser } from '../../../../server/http/door/door.ts'

const routesOf = (matches: (who: DoorUser, method: string) => boolean) => Object.keys(doors).filter(route =>
  matches(doors[route]!.door.who, route.split(' ')[0]!)).sort()
const isForMembers = (who: DoorUser) => who === 'member' || who === 'follower' || who === 'set_up'

describe('the doors', () => {
  it('that a stranger can use are these, each with a reason', () => {
    expect(routesOf(who => who === 'browser' || who === 'public')).toEqual([
      'GET /auth/callback', 'GET /auth/login', // The sign-in of members,
      'GET /auth/setup', // The link of the start, before anybody can sign in.
      'GET /auth/wechat/callback', 'GET /auth/wechat/login', // and of customers on pages.
      'GET /healthz', 'GET /readyz', // For load balancers; they tell codes only.
      'POST /api/doctor/echo', // It proves which installation answers; it repeats nothing that was sent.
      'POST /api/mini-program/member', 'POST /api/mini-program/member-session', // Sessions of mini programs,
      'POST /api/mini-program/session', 'POST /api/mini-program/user-info', // in the body.
      'POST /auth/logout', // It only ends the session of its cookie.
    ])
    expect(routesOf(who => who === 'wecom')).toEqual(['GET /wecom/callback', 'POST /wecom/callback'])
  })

  // Others than changes have counts of their own, which must not use up those of changes: what the page keeps while the
  // member types, actions of panels, which other systems do, and files on their way here and to WeCom.
  it('that change something for a member are no GET, and count as changes, drafts, files or actions of panels', () => {
    const changes = routesOf((who, method) => isForMembers(who) && method !== 'GET')
    const counts = ['writes', 'drafts', 'panelActions', 'fileParts', 'replyMedia']
    const counted = Object.keys(doors).filter(route =>
      doors[route]!.door.limits?.some(limit => counts.includes(limit))).sort()
    expect(counted).toEqual(changes)
    expect(changes.length).toBeGreaterThan(5)
  })
})
