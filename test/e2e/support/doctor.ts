import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { DoctorReport } from '../../../shared/types/doctor.ts'

const program = fileURLToPath(new URL('../../../.output/server/doctor.mjs', import.meta.url))
const { NODE_COMPILE_CACHE } = process.env

/** What `node .output/server/doctor.mjs` has printed. */
export interface DoctorRun {
  code: number
  stdout: string
  stderr: string
  ms: number
}

export interface DoctorOptions {
  /** The command line; `--json` unless given. */
  args?: string[]
  /** Where it runs; an empty folder unless given, so that no .env is read. */
  cwd?: string
  /** A program that starts it, such as unshare, with its parameters. */
  through?: string[]
}

/** Runs the shipped doctor, with this environment only. */
export function runDoctor(environment: Record<string, string>, options: DoctorOptions = {}): Promise<DoctorRun> {
  if (!existsSync(program)) throw new Error('The end-to-end tests run the built server: `npm run build` first.')
  const { args = ['--json'], cwd = mkdtempSync(join(tmpdir(), 'doctor-')), through = [] } = options
  const [file = '', ...rest] = [...through, process.execPath, program, ...args]
  const env = { NODE_COMPILE_CACHE, PATH: process.env.PATH, ...environment }
  const began = performance.now()
  return new Promise(resolve => execFile(file, rest, { cwd, env }, (error, stdout, stderr) =>
    resolve({ code: error ? Number(error.code) : 0, stdout, stderr, ms: performance.now() - began })))
}

/** @returns its report. Fails when standard output holds anything else */
export async function diagnose(
  environment: Record<string, string>, options: DoctorOptions = {},
): Promise<DoctorReport> {
  const { args = [], ...rest } = options
  const run = await runDoctor(environment, { ...rest, args: ['--json', ...args] })
  expect(run.stdout, run.stderr).toMatch(/^\{.*\}\n$/)
  return JSON.parse(run.stdout) as DoctorReport
}

/** The checks with this status. */
export function idsOf({ checks }: DoctorReport, status: string): string[] {
  return checks.filter(check => check.status === status).map(({ id }) => id)
}

/** What a report says that is not right, for the messages of tests. */
export function problemsOf({ checks }: DoctorReport) {
  return checks.filter(({ status }) => status === 'fail' || status === 'warn')
}
