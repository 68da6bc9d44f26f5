import { setTimeout as sleep } from 'node:timers/promises'
import type { Webview } from '../../test/e2e/support/webview.ts'
import { percentile } from '../percentile.ts'

/** What members noticed in some seconds. */
export interface Experience {
  switches: number
  /** Answers without the customer, by status; 0: no answer. */
  failures: Record<number, number>
  p50: number
  p99: number
}

/** A member at work: the webview, and the customers in turn. */
export interface Colleague {
  webview: Webview
  customers: readonly string[]
}

/** Each colleague opens another customer once a second. @returns times in milliseconds */
export async function work(colleagues: readonly Colleague[], seconds: number): Promise<Experience> {
  const times: number[] = []
  const failures: Record<number, number> = {}
  async function open({ webview, customers }: Colleague, i: number) {
    const began = performance.now()
    const status = await webview.get(`/api/customers/${customers[i % customers.length]}`).then(async (answer) => {
      await answer.arrayBuffer()
      return answer.status
    }, () => 0)
    times.push(performance.now() - began)
    if (status !== 200) failures[status] = (failures[status] ?? 0) + 1
  }
  const all: Promise<void>[] = []
  for (let second = 0; second < seconds; second++) {
    for (const [place, colleague] of colleagues.entries()) {
      all.push(sleep(place * 1_000 / colleagues.length).then(() => open(colleague, nextCustomer++)))
    }
    await sleep(1_000)
  }
  await Promise.all(all)
  return { switches: times.length, failures, p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
}

/** Goes on from one measurement to the next: a customer from the cache would be too fast. */
let nextCustomer = 0
