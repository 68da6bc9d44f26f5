import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  // Whatever the page or the browser itself tries, nothing but this machine has an address.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
]

function executablePath(): string {
  const installed = (process.env.PATH ?? '').split(delimiter).flatMap(folder => NAMES.map(name => join(folder, name)))
  const path = process.env.CHROMIUM_PATH ?? installed.find(candidate => existsSync(candidate))
  if (!path) throw new Error(`The browser tests need Chromium: set CHROMIUM_PATH, or install one of ${NAMES.join(', ')}.`)
  return path
}

/** The system's own Chromium, cut off from every network but loopback. @throws when there is none */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath(), args: FLAGS })
}
