import { readFileSync } from 'node:fs'
import { keepSending } from '../floods/keep-sending.ts'

const CONNECTIONS = 32
/** Of Linux, for the times of a process. */
const TICKS_PER_SECOND = 100

/** What is asked, and the process that answers. */
export interface Subject {
  pid: number
  url: string
  path: string
  /** Of the requests, in turns. */
  headers?: readonly Record<string, string>[]
}

/**
 * Asks as fast as this process can, on 32 connections.
 *
 * @returns processor time of the answering process for each request, in microseconds: who asks may be slower
 * @throws when an answer is not 200
 */
export async function costOf({ pid, url, path, headers }: Subject, seconds: number): Promise<number> {
  const before = processorSeconds(pid)
  const outcomes = await keepSending(url, CONNECTIONS, AbortSignal.timeout(seconds * 1_000), (send, i) =>
    send(path, { headers: headers?.[i % headers.length] }))
  const { 200: answered = 0, ...others } = outcomes
  if (Object.keys(others).length > 0) throw new Error(`${path}: ${JSON.stringify(outcomes)}`)
  return (processorSeconds(pid) - before) / answered * 1e6
}

function processorSeconds(pid: number): number {
  // The name of the program, in brackets, may contain spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}
