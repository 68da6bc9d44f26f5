import { describe, expect, it } from 'vitest'
import { createFaults } from '../../../simulator/world/faults.ts'

describe('createFaults', () => {
  it('breaks as many calls as asked for, then none', () => {
    const faults = createFaults()
    faults.replace([{ path: '/cgi-bin/gettoken', errcode: -1, times: 2 }])
    expect(faults.takeServerFault('/cgi-bin/user/get')).toBeUndefined()
    expect(faults.takeServerFault('/cgi-bin/gettoken')?.errcode).toBe(-1)
    expect(faults.takeServerFault('/cgi-bin/gettoken')?.errcode).toBe(-1)
    expect(faults.takeServerFault('/cgi-bin/gettoken')).toBeUndefined()
    expect(faults.list()).toEqual([])
  })

  it('matches the beginning of a path', () => {
    const faults = createFaults()
    faults.replace([{ path: '/cgi-bin/externalcontact/*', status: 500 }])
    expect(faults.takeServerFault('/cgi-bin/externalcontact/get')?.status).toBe(500)
    expect(faults.takeServerFault('/cgi-bin/gettoken')).toBeUndefined()
  })

  it('keeps the three kinds apart', () => {
    const faults = createFaults()
    faults.replace([{ bridge: 'late', delayMs: 5 }, { api: '*', never: true }])
    expect(faults.bridgeFault()).toEqual({ bridge: 'late', delayMs: 5 })
    expect(faults.takeApiFault('getContext')?.never).toBe(true)
    expect(faults.takeServerFault('getContext')).toBeUndefined()
  })
})
