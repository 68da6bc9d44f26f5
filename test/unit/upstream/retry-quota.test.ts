import { expect, it } from 'vitest'
import { createRetryQuota } from '../../../server/upstream/retry-quota.ts'

it('allows ten retries at once, then one for every ten calls that succeed', () => {
  const quota = createRetryQuota()
  const retries = () => {
    let count = 0
    while (quota.spend()) count++
    return count
  }
  expect(retries()).toBe(10)
  for (let i = 0; i < 9; i++) quota.earn()
  expect(retries()).toBe(0)
  // Two more, because ten times 0.1 is less than 1 in floating point.
  for (let i = 0; i < 2; i++) quota.earn()
  expect(retries()).toBe(1)
  for (let i = 0; i < 1_000; i++) quota.earn()
  expect(retries()).toBe(10)
})
