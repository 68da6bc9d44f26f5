import type { Client, Platform } from '../world/clients.ts'
import { isAtLeast } from './version.ts'

type Described = Pick<Client, 'platform' | 'version' | 'theme' | 'language'>

/** The client, as a page sees it in `navigator`. */
export interface NavigatorValues {
  userAgent: string
  appVersion: string
  platform: string
  maxTouchPoints: number
}

/** The user agent has ColorScheme since 3.1.8 (doc 94555). */
const COLOR_SCHEME_SINCE = '3.1.8'

/** Engines of real clients of 2023–2026; 5.0.11 for Windows still embeds Chromium 107. */
const userAgents: Record<Platform, (version: string, language: string, scheme: string) => string> = {
  windows: (version, language, scheme) => 'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) '
    + `Chrome/107.0.5304.110 Safari/537.36 Language/${language}${scheme} wxwork/${version} (MicroMessenger/6.2) `
    + 'WindowsWechat  MailPlugin_Electron WeMail embeddisk',
  // The text of current Mac clients is not public. This is the documented old text with the current version.
  mac: (version, language, scheme) => 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 '
    + `(KHTML, like Gecko) wxwork/${version} (MicroMessenger/6.2) WeChat/2.0.4 Language/${language}${scheme}`,
  ios: (version, language, scheme) => 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 '
    + `(KHTML, like Gecko)  Mobile/15E148 wxwork/${version} MicroMessenger/7.0.1 Language/${language}${scheme} `
    + 'wwmver/3.26.13.714',
  android: (version, language, scheme) => 'Mozilla/5.0 (Linux; Android 15; wv) AppleWebKit/537.36 (KHTML, like Gecko) '
    + `Version/4.0 Chrome/130.0.6723.86 Mobile Safari/537.36 wxwork/${version} MicroMessenger/7.0.1 NetType/4G `
    + `Language/${language} Lang/${language}${scheme} wwmver/3.26.36.632`,
}

const devices: Record<Platform, Omit<NavigatorValues, 'userAgent' | 'appVersion'>> = {
  windows: { platform: 'Win32', maxTouchPoints: 0 },
  mac: { platform: 'MacIntel', maxTouchPoints: 0 },
  ios: { platform: 'iPhone', maxTouchPoints: 5 },
  android: { platform: 'Linux armv8l', maxTouchPoints: 5 },
}

export function userAgent(client: Described): string {
  const scheme = isAtLeast(client.version, COLOR_SCHEME_SINCE)
    ? ` ColorScheme/${client.theme === 'dark' ? 'Dark' : 'Light'}`
    : ''
  return userAgents[client.platform](client.version, client.language, scheme)
}

export function navigatorValues(client: Described): NavigatorValues {
  const text = userAgent(client)
  // Browsers leave out the first word there.
  return { userAgent: text, appVersion: text.replace('Mozilla/', ''), ...devices[client.platform] }
}
