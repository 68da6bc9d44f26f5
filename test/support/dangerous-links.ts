const SCHEMES = [
  'javascript', 'data', 'vbscript', 'weixin', 'wxwork', 'file', 'blob', 'intent', 'filesystem', 'view-source',
]

const PAYLOADS: Record<string, string> = {
  data: 'text/html,<script>alert(1)</script>',
  weixin: '//dl/business/?t=x',
  wxwork: '//message?uin=1',
  file: '///etc/passwd',
  intent: '//scan/#Intent;scheme=zxing;end',
}

const half = (scheme: string) => Math.ceil(scheme.length / 2)

/** Spellings of a scheme that a careless check does not recognise, while a browser may. */
const DISGUISES: ((scheme: string, rest: string) => string)[] = [
  (scheme, rest) => `${scheme}:${rest}`,
  (scheme, rest) =>
    `${[...scheme].map((letter, index) => (index % 2 ? letter.toUpperCase() : letter)).join('')}:${rest}`,
  (scheme, rest) => `${scheme.slice(0, half(scheme))}\t${scheme.slice(half(scheme))}:${rest}`,
  (scheme, rest) => `${scheme.slice(0, half(scheme))}\r\n${scheme.slice(half(scheme))}:${rest}`,
  (scheme, rest) => `\u0001\u001F ${scheme}:${rest}`,
  (scheme, rest) => `${scheme.slice(0, half(scheme))}\u0000${scheme.slice(half(scheme))}:${rest}`,
  (scheme, rest) => `${scheme}\n:\t${rest}//https://example.com`,
  (scheme, rest) => `${[...scheme].map(letter => `&#${letter.codePointAt(0)};`).join('')}&colon;${rest}`,
  (scheme, rest) => `&Tab;${scheme}&#x3A;${rest}`,
  (scheme, rest) =>
    `${[...scheme].map(letter => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0)).join('')}：${rest}`,
  (scheme, rest) => `${[...scheme].map(letter => `%${letter.codePointAt(0)!.toString(16)}`).join('')}%3A${rest}`,
]

/** Addresses whose host is another one than a reader sees. */
const FALSE_HOSTS = [
  'https://wx.qlogo.cn@evil.example/', 'https://wx.qlogo.cn:443@evil.example/', 'https://:pw@evil.example/',
  'https://wx.qlogo.cn%2F@evil.example/', 'https://user:pass@wx.qlogo.cn/', 'https:\\\\wx.qlogo.cn@evil.example\\',
  '//evil.example/', '\\\\evil.example\\', '/\\evil.example', 'https://',
]

/** 120 addresses. None of them may become a link or the source of an image. */
export const DANGEROUS_LINKS = [
  ...SCHEMES.flatMap(scheme => DISGUISES.map(disguise => disguise(scheme, PAYLOADS[scheme] ?? 'alert(1)'))),
  ...FALSE_HOSTS,
]
