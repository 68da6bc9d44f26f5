const hosts = [
  'evil.example', 'sidebar.example.com.evil.example', 'sidebar.example.com@evil.example', '2130706433', '[::1]',
  'ｅｖｉｌ.example',
]
const prefixes = [
  '//', '///', '////', '/\\', '\\\\', '\\/', '/\\/', '/\t/', '/\n/', '/\r/', '\t//', '\n//', ' //', '/ /', '/.//',
  '/..//', '/%2f', '/%2f/', '/%5c', '/%09/', 'http://', 'https://', 'HTTPS://', 'https:/', 'https:', 'https:\\\\',
  'http:evil.example//', 'javascript://', 'javascript:alert(1)//', 'data:text/html,', 'vbscript:', 'weixin://',
  'wxwork://', 'file:///', 'ftp://', '@', '/@/', '//user:pass@', '/.//.//', '/a/..//', '/a/../..//', '//%0d%0a',
  '/\u2028/', '/\u3000/', '／／', '/／', '%2f%2f', './/', '..//', '?//', '#//', '/\u0000/', '\u0000//', '/;//', '/%00//',
  '//;@', '/\\\\\\', '/./\\', '//\\', '//\t', '//\n', 'https:///', 'https://///', '/https://', '/?//', '/#//',
]

/** Return paths that try to leave the site: every prefix with every host. */
export const oddReturnPaths: string[] = prefixes.flatMap(prefix => hosts.map(host => prefix + host))
