import { LRUCache } from 'lru-cache'

/** Some 4 MB of HTML. */
const MOST = 500
/** Milliseconds. What is drawn says how long ago something was. */
const LONGEST_MS = 5 * 60_000
/** Share of a second that a process works on one core. Above it, requests begin to wait. */
const BUSY = 0.7
const SECOND_MS = 1_000

/** The drawings of a process. A member who comes back to a chat gets the same one, if nothing has changed. */
export interface Drawings<Subject> {
  /** @returns undefined when this process has too much to do: the browser then draws itself */
  of(subject: Subject): Promise<string | undefined>
}

/** @param draw costs milliseconds of processor time @param isBusy whether to leave it out */
export function createDrawings<Subject>(
  draw: (subject: Subject) => Promise<string>, isBusy: () => boolean = createBusyCheck(),
): Drawings<Subject> {
  const kept = new LRUCache<string, string>({ max: MOST, ttl: LONGEST_MS })
  return {
    async of(subject) {
      // The subject itself: no other member, profile or look can have the same drawing.
      const key = JSON.stringify(subject)
      const known = kept.get(key)
      if (known !== undefined || isBusy()) return known
      const html = await draw(subject)
      kept.set(key, html)
      return html
    },
  }
}

/**
 * @param read the time, and how long the process has worked, in milliseconds
 * @returns whether the process was busy in the second before the last reading, whatever others do on the machine
 */
export function createBusyCheck(read: () => { at: number, worked: number } = readProcess): () => boolean {
  let before: ReturnType<typeof read> | undefined
  let isBusy = false
  return () => {
    const now = read()
    const { at, worked } = before ??= now
    if (now.at - at >= SECOND_MS) {
      isBusy = now.worked - worked > BUSY * (now.at - at)
      before = now
    }
    return isBusy
  }
}

function readProcess(): { at: number, worked: number } {
  const { user, system } = process.cpuUsage()
  return { at: performance.now(), worked: (user + system) / 1_000 }
}
