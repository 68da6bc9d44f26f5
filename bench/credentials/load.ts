import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from '../percentile.ts'

/** The outcome of a number of requests. */
export interface Outcome {
  requests: number
  /** Answers with another status than 200, and requests without an answer. */
  errors: number
  /** 99th percentile of the answer times, in milliseconds. */
  p99: number
}

interface Sample {
  ok: boolean
  ms: number
}

async function sample(request: () => Promise<Response>): Promise<Sample> {
  const began = performance.now()
  const ok = await request().then(async (response) => {
    await response.arrayBuffer()
    return response.status === 200
  }, () => false)
  return { ok, ms: performance.now() - began }
}

async function summarize(samples: Promise<Sample>[]): Promise<Outcome> {
  const all = await Promise.all(samples)
  return {
    requests: all.length,
    errors: all.filter(({ ok }) => !ok).length,
    p99: percentile(
      all.map(({ ms }) => ms),
      0.99,
    ),
  }
}

/** Sends all requests at once. */
export function burst(requests: (() => Promise<Response>)[]): Promise<Outcome> {
  return summarize(requests.map(sample))
}

const TICK_MS = 20

/** Sends requests at a constant rate until `work` is done. It does not wait for answers. */
export async function steadily(
  perSecond: number,
  request: (i: number) => Promise<Response>,
  work: () => Promise<void>,
): Promise<Outcome> {
  const samples: Promise<Sample>[] = []
  const began = performance.now()
  let working = true
  const done = work().finally(() => (working = false))
  while (working) {
    const due = ((performance.now() - began) * perSecond) / 1_000
    while (samples.length < due) {
      const i = samples.length
      samples.push(sample(() => request(i)))
    }
    await sleep(TICK_MS)
  }
  await done
  return summarize(samples)
}
