import type { UpstreamRefusedError } from '../upstream/upstream-error.ts'

/** The app has used up its calls of the day. Other throttling (45011) may concern one user alone. */
const APP_QUOTA = 45009

/** @returns whether every call of the app would be refused again: its set-up is refused, or it has no calls left */
export function concernsWholeApp({ errcodeClass, errcode }: UpstreamRefusedError): boolean {
  return errcodeClass === 'config' || errcode === APP_QUOTA
}
