import { describe, expect, it } from 'vitest'
import { ME, callApi, makeWorld } from '../support.ts'

const path = '/cgi-bin/user/simplelist'
const listed = ({ body }: ReturnType<typeof callApi>) =>
  (body.userlist as { userid: string, name: string, department: number[] }[])

describe('members of a department (doc 90200)', () => {
  it('are those of the department alone, or also those below it', () => {
    const world = makeWorld()
    const own = listed(callApi(world, path, { department_id: '1' }))
    expect(own.every(({ department }) => department.includes(1))).toBe(true)
    const all = listed(callApi(world, path, { department_id: '1', fetch_child: '1' }))
    expect(all.length).toBeGreaterThan(own.length)
    expect(all.find(({ userid }) => userid === ME)).toMatchObject({ name: '林晓彤', department: [2] })
  })

  it('are refused for a department that does not exist, or is outside the visible range', () => {
    const world = makeWorld()
    expect(callApi(world, path, { department_id: '77' }).body.errcode).toBe(60003)
    world.changeSettings({ visibleUserIds: [ME] })
    expect(callApi(world, path, { department_id: '1', fetch_child: '1' }).body.errcode).toBe(60011)
  })
})
