import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { CHROMIUM, findProgram, missing } from '../../../scripts/lib/system-program.mjs'

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  // The page and the browser itself can reach only this machine.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
]

let shared: Promise<Browser> | undefined

/** One browser for all test files of a worker; it ends with the worker. @throws when the system has none */
export function sharedChromium(): Promise<Browser> {
  shared ??= launchChromium().then(browser => browser.once('disconnected', () => shared = undefined))
  return shared
}

/** The system's own Chromium, cut off from every network but loopback. @throws when there is none */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findProgram(CHROMIUM, process.env)
  if (!executablePath) throw new Error(`The browser tests need Chromium: ${missing(CHROMIUM)}`)
  return chromium.launch({ executablePath, args: FLAGS })
}
