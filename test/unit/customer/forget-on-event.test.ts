import { describe, expect, it } from 'vitest'
import { createForgetOnEvent } from '../../../server/customer/forget-on-event.ts'
import type { CallbackEvent } from '../../../server/wecom/callback/event.ts'

describe('an event of WeCom', () => {
  it.each<[CallbackEvent, string[]]>([
    [{ kind: 'customer', externalUserId: 'wm1', userId: 'zhangsan' }, ['customer wm1', 'customers of zhangsan']],
    [{ kind: 'tags' }, ['tag library']],
    [{ kind: 'other' }, []],
  ])('deletes the cached data that it changes: %o', (event, expected) => {
    const deleted: string[] = []
    createForgetOnEvent({
      source: { forget: externalUserId => void deleted.push(`customer ${externalUserId}`) },
      ownCustomers: { forget: userId => void deleted.push(`customers of ${userId}`) },
      customerEdits: { forgetTagLibrary: () => void deleted.push('tag library') },
    })(event)
    expect(deleted).toEqual(expected)
  })
})
