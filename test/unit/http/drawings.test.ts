import { describe, expect, it, vi } from 'vitest'
import { createBusyCheck, createDrawings } from '../../../server/http/drawings.ts'

const someone = { customer: 'wmA', page: { member: 'linxiaotong' } }

describe('the drawings of a process', () => {
  it('are made once for the same subject, and never given for another one', async () => {
    const draw = vi.fn(async ({ customer, page }: typeof someone) => `${customer} for ${page.member}`)
    const drawings = createDrawings(draw, () => false)
    expect(await drawings.of(someone)).toBe('wmA for linxiaotong')
    expect(await drawings.of({ ...someone })).toBe('wmA for linxiaotong')
    expect(await drawings.of({ ...someone, customer: 'wmB' })).toBe('wmB for linxiaotong')
    expect(await drawings.of({ ...someone, page: { member: 'chenzhiyuan' } })).toBe('wmA for chenzhiyuan')
    expect(draw).toHaveBeenCalledTimes(3)
  })

  it('are left out while the process is busy, except for those it has', async () => {
    let isBusy = false
    const draw = vi.fn(async ({ customer }: typeof someone) => customer)
    const drawings = createDrawings(draw, () => isBusy)
    await drawings.of(someone)
    isBusy = true
    expect(await drawings.of(someone)).toBe('wmA')
    expect(await drawings.of({ ...someone, customer: 'wmB' })).toBeUndefined()
    expect(draw).toHaveBeenCalledTimes(1)
  })

  it('are made again after one that failed', async () => {
    const draw = vi.fn(async () => 'drawn').mockRejectedValueOnce(new Error('no renderer'))
    const drawings = createDrawings(draw, () => false)
    await expect(drawings.of(someone)).rejects.toThrow('no renderer')
    expect(await drawings.of(someone)).toBe('drawn')
  })
})

describe('a process', () => {
  it('is busy when it has worked for most of the last second', () => {
    let reading = { at: 5_000, worked: 4_900 }
    const isBusy = createBusyCheck(() => reading)
    expect(isBusy()).toBe(false)
    reading = { at: 5_999, worked: 5_899 }
    expect(isBusy()).toBe(false)
    reading = { at: 6_000, worked: 5_601 }
    expect(isBusy()).toBe(true)
    reading = { at: 6_999, worked: 5_601 }
    expect(isBusy()).toBe(true)
    reading = { at: 7_000, worked: 6_301 }
    expect(isBusy()).toBe(false)
  })
})
