import { describe, expect, it } from 'vitest'
import { nativeCall } from '../../../simulator/proxy/native-call.ts'
import { PAGE_URL } from '../support.ts'
import { openPage } from '../native/client.ts'

const text = JSON.stringify({
  frameId: 'f',
  url: PAGE_URL,
  name: 'getContext',
  parameters: { verifySignature: 'secret' },
})

describe('nativeCall', () => {
  it('answers and logs the verdict, without signatures', async () => {
    const { page } = openPage()
    expect(await nativeCall(page.world, page.client, text)).toMatchObject({
      errMsg: expect.stringContaining('offline verifying'),
    })
    const [request] = page.world.log.list('bridge/getContext')
    expect(request).toMatchObject({ channel: 'bridge', verdict: 'refused: not registered', clientId: page.client.id })
    expect(JSON.stringify(request)).not.toContain('secret')
  })

  it('words a fault in the client\'s dialect, as often as asked', async () => {
    const { page } = openPage({ dialect: 'phone' })
    page.world.faults.replace([{ api: 'getContext', errMsg: 'getContext:fail_system error', times: 1 }])
    expect(await nativeCall(page.world, page.client, text)).toEqual({ err_msg: 'getContext:fail_system error' })
    expect(await nativeCall(page.world, page.client, text)).not.toEqual({ err_msg: 'getContext:fail_system error' })
  })

  it('says ok outside and refuses inside', async () => {
    const { page } = openPage({ dialect: 'phone' })
    page.world.faults.replace([{ api: 'getContext', innerErrMsg: 'fail_permission denied' }])
    expect(await nativeCall(page.world, page.client, text)).toEqual({
      err_msg: 'getContext:ok', errmsg: 'fail_permission denied',
    })
  })

  it('can never answer', async () => {
    const { page } = openPage()
    page.world.faults.replace([{ api: '*', never: true }])
    expect(await nativeCall(page.world, page.client, text)).toBeUndefined()
  })

  it('refuses what is not JSON', async () => {
    const { page } = openPage()
    await expect(nativeCall(page.world, page.client, 'x')).rejects.toThrow(SyntaxError)
  })
})
