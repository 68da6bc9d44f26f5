/** A thread that floods: the colleagues are measured in another one, which it must not slow down. */
import { parentPort, workerData } from 'node:worker_threads'
import { FLOODS } from './floods.ts'
import type { Target } from './flood.ts'

const { name, target, seconds } = workerData as { name: string, target: Target, seconds: number }
parentPort!.postMessage(await FLOODS[name]!.send(target, AbortSignal.timeout(seconds * 1_000)))
process.exit()
