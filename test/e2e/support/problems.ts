import type { BrowserContext } from 'playwright-core'
import { isLoopbackHost } from '../../support/loopback.ts'

/** Problems of a browser profile that no test caused on purpose. */
export interface Problems {
  /** From now on, the test expects problems with matching texts. */
  expect: (...patterns: RegExp[]) => void
  /** @throws with every problem that was not expected */
  assertNone: () => void
}

/**
 * Watches every document of a profile for requests to other machines, exceptions, unhandled rejections, and errors in
 * the console, where Chromium also reports broken policies and failed requests.
 */
export function watchProblems(context: BrowserContext): Problems {
  const problems: string[] = []
  const expected: RegExp[] = []
  context.on('request', (request) => {
    const { protocol, hostname, origin } = new URL(request.url())
    if (/^https?:$/.test(protocol) && !isLoopbackHost(hostname)) problems.push(`request to ${origin}`)
  })
  context.on('weberror', webError => problems.push(`exception: ${webError.error().stack ?? webError.error().message}`))
  context.on('console', (message) => {
    if (message.type() === 'error') {
      problems.push(`console: ${message.text()} (${message.location().url.split('?')[0]})`)
    }
  })
  return {
    expect: (...patterns) => void expected.push(...patterns),
    assertNone() {
      const unexpected = problems.filter(problem => !expected.some(pattern => pattern.test(problem)))
      if (unexpected.length > 0) throw new Error(`Problems in the browser:\n${unexpected.join('\n')}`)
    },
  }
}
