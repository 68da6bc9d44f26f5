import type { UpstreamRefusedError } from '../upstream/upstream-error.ts'

/** The app has used up its calls for the day. Other throttling (45011) may concern only one user. */
const APP_QUOTA = 45009

/** @returns whether WeChat would refuse every call of the app: its set-up is wrong, or it has no calls left */
export function concernsWholeApp({ errcodeClass, errcode }: UpstreamRefusedError): boolean {
  return errcodeClass === 'config' || errcode === APP_QUOTA
}
