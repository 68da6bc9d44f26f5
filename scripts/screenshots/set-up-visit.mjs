/** What the server prints at its start. */
const LINK = /\S+\/auth\/setup\?link=\S+/

/**
 * Uses up the link to the check of the set-up. All browsers of the studio share the visit, because the link works once.
 *
 * @typedef {object} SetUpVisit
 * @property {(line: string) => void} onAppLine reads what the server prints
 * @property {() => Promise<{ name: string, value: string }>} cookie
 *
 * @returns {SetUpVisit}
 */
export function createSetUpVisit() {
  /** @type {PromiseWithResolvers<string>} */
  const printed = Promise.withResolvers()
  /** @type {ReturnType<SetUpVisit['cookie']> | undefined} */
  let cookie

  async function enter() {
    const { headers } = await fetch(await printed.promise, { redirect: 'manual' })
    const [, name, value] = /^(wecom_set_up)=([^;]+)/.exec(headers.getSetCookie().join('\n')) ?? []
    if (!name || !value) throw new Error('The link to the check of the set-up was refused')
    return { name, value }
  }

  return {
    onAppLine(line) {
      const [link] = LINK.exec(line) ?? []
      if (link) printed.resolve(link)
    },
    cookie: () => cookie ??= enter(),
  }
}
