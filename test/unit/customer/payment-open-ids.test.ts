import { describe, expect, it } from 'vitest'
import { createPaymentOpenIds } from '../../../server/customer/payment-open-ids.ts'
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
  it('is what WeCom says', async () => {
    const { find, bodies } = create({ errcode: 0, openid: 'oPays' })
    expect(await find('wmZhang')).toBe('oPays')
    expect(bodies).toEqual([{ external_userid: 'wmZhang' }])
  })

  it.each([[{ errcode: 40096 }, 'CustomerNotFoundError'], [{ errcode: 84061 }, 'CustomerNotFoundError'], [{ errcode: 48002 }, 'WecomApiError'], [{ errcode: 0 }, 'WecomUnavailableError']])('is none after %j', async (answer, name) => {
    await expect(create(answer).find('wmZhang')).rejects.toMatchObject({ name })
  })
})
