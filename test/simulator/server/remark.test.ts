import { describe, expect, it } from 'vitest'
import { stranger, wecomCustomer } from '../../../simulator/scenarios/default/customers.ts'
import { ME, callApi, makeWorld, zhangWei } from '../support.ts'

const path = '/cgi-bin/externalcontact/remark'

const setup = (settings = {}) => {
  const world = makeWorld(settings)
  const set = (body: object, id = zhangWei) =>
    callApi(world, path, {}, { userid: ME, external_userid: id, ...body }).body.errcode
  const follow = (id = zhangWei) => {
    const { follow_user: list } = callApi(world, '/cgi-bin/externalcontact/get', { external_userid: id }).body
    return (list as Record<string, unknown>[]).find(({ userid }) => userid === ME)
  }
  return { world, set, follow }
}

describe('doc 92115: remark', () => {
  it('changes what externalcontact/get says, of this member only', () => {
    const { world, set, follow } = setup()
    expect(
      set({ remark: '张总', description: '新描述', remark_company: '云起', remark_mobiles: ['13900139000'] }),
    ).toBe(0)
    expect(follow()).toMatchObject({
      remark: '张总',
      description: '新描述',
      remark_corp_name: '云起',
      remark_mobiles: ['13900139000'],
    })
    const { follow_user: list } = callApi(world, '/cgi-bin/externalcontact/get', { external_userid: zhangWei }).body
    expect(JSON.stringify(list)).toContain('同事备注-张总-不可外泄')
  })

  it('keeps what is not named', () => {
    const { set, follow } = setup()
    const before = follow()
    expect(set({ description: '只改描述' })).toBe(0)
    expect(follow()).toEqual({ ...before, description: '只改描述' })
  })

  it('keeps the mobiles when the list has none: only an empty text deletes them', () => {
    const { set, follow } = setup()
    set({ remark_mobiles: ['13900139000'] })
    expect(set({ remark_mobiles: [] })).toBe(0)
    expect(follow()?.remark_mobiles).toEqual(['13900139000'])
  })

  it('ignores a company for a WeCom user', () => {
    const { set, follow } = setup()
    const { externalUserId } = wecomCustomer
    expect(set({ remark: '新', remark_company: 'a' }, externalUserId)).toBe(0)
    expect(follow(externalUserId)).toMatchObject({ remark: '新' })
    expect(follow(externalUserId)).not.toHaveProperty('remark_corp_name')
  })

  it.each([[['1', '2'], ['1', '2']], [[''], []], ['', []]])('overwrites mobiles with %o', (mobiles, expected) => {
    const { set, follow } = setup()
    expect(set({ remark_mobiles: mobiles })).toBe(0)
    expect(follow()?.remark_mobiles).toEqual(expected)
  })

  it.each([
    ['remark', 20],
    ['description', 150],
    ['remark_company', 20],
  ])('takes a %s of %i characters, not one more', (field, most) => {
    const { set } = setup()
    expect(set({ [field]: '家'.repeat(most) })).toBe(0)
    expect(set({ [field]: '😀'.repeat(most) })).toBe(0)
    expect(set({ [field]: '家'.repeat(most + 1) })).toBe(40058)
  })

  it.each([
    ['nothing to set', {}, 40063],
    ['no userid', { userid: undefined, remark: 'a' }, 41009],
    ['no external_userid', { external_userid: undefined, remark: 'a' }, 41035],
    ['an unknown id', { external_userid: 'wmNobody', remark: 'a' }, 40096],
    ['a colleague\'s customer', { external_userid: stranger.externalUserId, remark: 'a' }, 84061],
    ['an unknown member', { userid: 'nobody', remark: 'a' }, 60111],
    ['a number', { remark: 1 }, 40058],
  ])('refuses %s', (_, body, errcode) => {
    expect(setup().set(body)).toBe(errcode)
  })

  it('changes nothing when it refuses a part', () => {
    const { set, follow } = setup()
    const before = follow()
    expect(set({ remark: 'neu', description: '长'.repeat(151) })).toBe(40058)
    expect(follow()).toEqual(before)
  })

  it('goes back on reset', () => {
    const { world, set, follow } = setup()
    set({ remark: '临时' })
    world.reset()
    expect(follow()?.remark).toBe('张伟（滨江全屋）')
  })
})
