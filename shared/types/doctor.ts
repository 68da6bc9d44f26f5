/** `skipped`: not set up, or it needs another check that has failed. */
export type CheckStatus = 'ok' | 'warn' | 'fail' | 'skipped'

/** The result of one check. All texts are in one language, and hold no secret. */
export interface CheckReport {
  id: string
  status: CheckStatus
  title: string
  /** What was found. */
  evidence?: string
  /** What is wrong; the other three come with it. */
  cause?: string
  fix?: string
  /** Where it is mended: a menu path of WeCom's console, a file, a variable. */
  where?: string
  /** A page that explains it. */
  link?: string
  /** Seconds until WeCom is asked again; "check again" ends the pause. Absent when nothing is paused. */
  pausedSeconds?: number
  /** Why an admin ignores that it is not right. */
  ignored?: string
  /** How long it took, milliseconds. */
  ms: number
}

/** All checks: `fail` when one has failed, otherwise `warn` when one warns. */
export interface DoctorReport {
  status: Exclude<CheckStatus, 'skipped'>
  checks: CheckReport[]
}

/** What a server says about a request of the doctor that came to it through the public address. */
export interface SiteEcho {
  /** Proves corp and app. */
  app: string
  /** Proves the session password. */
  proof: string
  /** Names the process. */
  instance: string
  /** The proxy has passed the host of NUXT_SITE_URL. */
  host: boolean
  /** The path has arrived as it was sent, without one more slash. */
  path: boolean
  /** The query has arrived as it was sent. */
  query: boolean
  /** Length of the body. */
  bytes: number
  /** X-Forwarded-For came, and NUXT_TRUSTED_PROXIES has the address that sent it. */
  forwarded: 'none' | 'trusted' | 'untrusted'
}
