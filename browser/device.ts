/** What a browser says about itself, as far as a member can recognise it. */
export interface Device {
  system?: 'Windows' | 'macOS' | 'iPhone' | 'iPad' | 'Android' | 'Linux'
  /** Version of the WeCom client; undefined in an ordinary browser. */
  wecom?: string
}

/** In this order: iPhones also name Mac OS, Android also names Linux. */
const SYSTEMS: [RegExp, NonNullable<Device['system']>][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** @param userAgent of the request; can be anything */
export function deviceOf(userAgent = ''): Device {
  return {
    system: SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1],
    wecom: /wxwork\/(\d[\d.]{0,20})/i.exec(userAgent)?.[1],
  }
}
