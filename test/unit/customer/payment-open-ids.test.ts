import { describe, expect, it } from 'vitest'
import { createPaymentOpenIds } from '../../../server/customer/payment-open-ids.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { coded } from '../../support/coded.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import type { Answer } from '../../support/fake-wecom.ts'

const create = (answer: Answer) => {
  const bodies: unknown[] = []
  const { client } = createFakeWecom({ 'externalcontact/convert_to_openid': (_query, body) => {
    bodies.push(body)
    return answer
  } })
  return { find: createPaymentOpenIds(client), bodies }
}

describe('the openid for payments', () => {
  it('comes from WeCom', async () => {
    const { find, bodies } = create({ errcode: 0, openid: 'oPays' })
    expect(await find('wmZhang')).toBe('oPays')
    expect(bodies).toEqual([{ external_userid: 'wmZhang' }])
  })

  it.each<[{ errcode: number }, ErrorCode]>([
    [{ errcode: 40096 }, 'customer_not_found'],
    [{ errcode: 84061 }, 'customer_not_found'],
    [{ errcode: 48002 }, 'wecom_config'],
    [{ errcode: 0 }, 'wecom_unavailable'],
  ])('is refused after %j', async (answer, code) => {
    await expect(create(answer).find('wmZhang')).rejects.toEqual(coded(code))
  })
})
