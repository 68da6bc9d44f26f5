import { describe, expect, it } from 'vitest'
import { ME, callApi, makeWorld, scenarioWith } from '../support.ts'

const path = '/cgi-bin/externalcontact/batch/get_by_user'

const many = scenarioWith(({ customers }) => customers.push(...Array.from({ length: 150 }, (_, index) => ({
  externalUserId: `wmMany${index}`, name: `客户${index}`, type: 1 as const, gender: 0 as const,
  follows: [{ userId: ME, createTime: 1_700_000_000, addWay: 1, operUserId: ME }],
}))))

interface Batch {
  external_contact_list: { external_contact: { external_userid: string }, follow_info: Record<string, unknown> }[]
  next_cursor: string
}

const get = (body: unknown) => callApi(makeWorld(), path, {}, body).body as unknown as Batch & { errcode: number }

describe('batch/get_by_user (doc 92994)', () => {
  it('pages through everything without gap or repeat; the last cursor is empty', () => {
    const world = makeWorld()
    const ids: string[] = []
    let cursor = ''
    do {
      const page = callApi(world, path, {}, { userid_list: [ME], limit: 10, cursor }).body as unknown as Batch
      expect(page.external_contact_list.length).toBeLessThanOrEqual(10)
      ids.push(...page.external_contact_list.map(one => one.external_contact.external_userid))
      cursor = page.next_cursor
    } while (cursor !== '')
    expect(ids).toEqual(callApi(world, '/cgi-bin/externalcontact/list', { userid: ME }).body.external_userid)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('has pages of 50, and never more than 100', () => {
    const size = (limit?: number) => callApi(makeWorld({}, many), path, {}, { userid_list: [ME], limit }).body
    const lengthOf = (body: ReturnType<typeof size>) => (body as unknown as Batch).external_contact_list.length
    expect([undefined, 0, 100, 101, 5_000].map(limit => lengthOf(size(limit)))).toEqual([50, 50, 100, 100, 100])
  })

  it('has tag ids instead of tags, personal ones left out', () => {
    const info = get({ userid_list: [ME] }).external_contact_list[0]?.follow_info
    expect(info).toMatchObject({ userid: ME, remark: '张伟（滨江全屋）' })
    expect(info?.tag_id).toHaveLength(3)
    expect(info).not.toHaveProperty('tags')
  })

  it('leaves out members without a licence, and refuses when no member has one', () => {
    const world = makeWorld({ unlicensedUserIds: [ME] })
    const others = { userid_list: [ME, 'wangsiqi'], limit: 100 }
    const { body } = callApi(world, path, {}, others)
    expect(body.fail_info).toEqual({ unlicensed_userid_list: [ME] })
    expect((body as unknown as Batch).external_contact_list.map(one => one.follow_info.userid)).not.toContain(ME)
    expect((body as unknown as Batch).external_contact_list).not.toEqual([])
    expect(callApi(world, path, {}, { userid_list: [ME] }).body.errcode).toBe(701008)
  })

  it.each([
    [{}, 41009],
    [{ userid_list: [] }, 41009],
    [{ userid_list: [1] }, 40058],
    [{ userid_list: Array.from({ length: 101 }, () => ME) }, 40058],
    [{ userid_list: [ME], limit: -1 }, 40058],
    [{ userid_list: [ME], limit: 1.5 }, 40058],
    [{ userid_list: [ME], limit: 'many' }, 40058],
    [{ userid_list: [ME], cursor: 'bogus' }, 50100],
    [{ userid_list: ['nobody'] }, 60111],
  ])('refuses %o', (body, errcode) => {
    expect(get(body).errcode).toBe(errcode)
  })
})
