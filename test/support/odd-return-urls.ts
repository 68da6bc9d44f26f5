import { oddReturnPaths } from './odd-return-paths.ts'

const shops = ['https://shop.example.com', 'http://localhost:5183', 'shop.example.com']
const tails = [
  '.evil.example', '@evil.example', ':443@evil.example', '%2eevil.example', '%00.evil.example', '\\.evil.example',
  '\t.evil.example', '。evil.example', '．evil.example', ':80', ':evil', '%40evil.example', ';@evil.example',
  '#@evil.example', '?@evil.example', '/../../..//evil.example', '/%2e%2e//evil.example', '\\@evil.example',
  '/?wechat_ticket=theirs', '/?wechat_ticket', '/?a&wechat%5Fticket=theirs', '/?wechat_error=x', '-evil.example',
  '\n@evil.example', '\r\nlocation: https://evil.example', ' @evil.example', '[::1]', '/\u0000', '&@evil.example',
]
const schemes = ['ws:', 'ftp:', 'blob:', 'filesystem:', 'view-source:', 'javascript:', 'data:', 'about:', 'jar:']

/** Addresses that try to leave the origins of an app, or to bring a ticket. */
export const oddReturnUrls: string[] = [
  ...oddReturnPaths,
  ...shops.flatMap(shop => tails.map(tail => shop + tail)),
  ...shops.flatMap(shop => schemes.map(scheme => scheme + shop)),
  ...shops.flatMap(shop => schemes.map(scheme => `${scheme}//${shop.replace(/^https?:\/\//, '')}`)),
]
