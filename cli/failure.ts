import { toHttpAnswer } from '../server/errors/http-answer.ts'
import { setUpProblems } from '../server/errors/set-up-error.ts'

/** A failure in the form of the server's answers. */
export interface Failure {
  code: string
  message: string
  fix?: string
}

const FIXES: Record<string, string> = {
  wecom_unavailable: 'Check that this machine reaches NUXT_WECOM_API_BASE.',
  wecom_busy: 'Try again in a minute.',
  store_unavailable: 'Check NUXT_DATABASE_URL and NUXT_REDIS_URL, or that NUXT_DATA_DIR can be written.',
}

/** For an environment that is wrong, or that names a place which cannot be used. */
export function toSetUpFailure(error: unknown): Failure {
  return { code: 'configuration', message: 'The environment is not valid.', fix: setUpProblems(error).join('\n') }
}

/** Accepts any error. The result never holds a URL, a secret or an upstream text. */
export function toFailure(error: unknown): Failure {
  const { code, message, fix } = toHttpAnswer(error, 'en').body
  return { code, message, fix: fix ?? FIXES[code] }
}
