import { describe, expect, it } from 'vitest'
import type { Change } from '../../../server/customer/changes.ts'
import { createForgetOnEvent } from '../../../server/customer/forget-on-event.ts'
import type { CallbackEvent } from '../../../server/wecom/callback/event.ts'

describe('an event of WeCom', () => {
  it.each<[CallbackEvent, Change[]]>([
    [
      { kind: 'customer', externalUserId: 'wm1', userId: 'zhangsan', at: 1 },
      [{ kind: 'customer', externalUserId: 'wm1' }, { kind: 'customersOf', userId: 'zhangsan' }],
    ],
    [{ kind: 'tags' }, [{ kind: 'tagLibrary' }]],
    [{ kind: 'other' }, []],
  ])('announces what it changes: %o', (event, expected) => {
    const announced: Change[] = []
    createForgetOnEvent({ announce: (...changes) => void announced.push(...changes) })(event)
    expect(announced).toEqual(expected)
  })
})
