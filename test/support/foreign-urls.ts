/**
 * URLs that the server must never sign, although many look like ours or even have our origin.
 *
 * @param host our own host, served over https on the default port
 */
export function foreignUrls(host: string): string[] {
  const hosts = [
    'evil.example', `${host}.evil.example`, `evil-${host}`, `${host}.`, `www.${host}`, `sub.${host}`,
    host.split('.').slice(1).join('.'), `${host}@evil.example`, `user@${host}`, `user:pass@${host}`, `:@${host}`,
    `${host}:444`, `${host}:80`, `${host}:8443`, `${host}:443`, `${host}:`, host.toUpperCase(), host.replace('e', 'е'),
    host.replace('.', '。'), host.replace('a', '%61'), `${host}%00.evil.example`, `${host}%2eevil.example`,
    `${host}\\.evil.example`, `${host}\\@evil.example`, `evil.example\\@${host}`, `evil.example#@${host}`,
    `evil.example?@${host}`, `evil.example/@${host}`, '127.0.0.1', '[::1]', '0x7f.1', 'localhost', '', ' ',
    `xn--${host}`, `${host},evil.example`, `${host} .evil.example`, `\t${host}`, `${host}\n`, `${host}\r\n`,
    `\u200b${host}`, `${host}\u200b`,
  ]
  const schemes = ['http://', 'https://', 'ftp://', 'javascript://', 'wss://', '//']
  const fromHosts = schemes.flatMap(scheme => hosts.map(name => `${scheme}${name}/`))
  const odd = [
    `https://${host}`, `https:${host}/`, `https:/${host}/`, `https:///${host}/`, `https:\\\\${host}\\`,
    `https:\\/${host}/`, `HTTPS://${host}/`, ` https://${host}/`, `https://${host}/ `, `https://${host}/#a`,
    `https://${host}/#`, `https://${host}/a/../b`, `https://${host}/./`, `https://${host}/%00`,
    `https://${host}/?a=%00`, `https://${host}/?name=张三`, `https://${host}/?a=b c`, `https://${host}/\u0000`,
    `https://${host}\t/`, `https://${host}/?a="b"`, `https://${host}/${'a'.repeat(2 * 1024 * 1024)}`,
    `blob:https://${host}/1`, `filesystem:https://${host}/1`, `view-source:https://${host}/`,
    `data:text/html,https://${host}/`, 'about:blank', '/', 'null', 'undefined', `${host}/`, `https://https://${host}/`,
  ]
  return [...fromHosts, ...odd]
}
