/**
 * The URL of a page, as WeCom verifies it in a signature (doc 90506): everything before `#`, byte for byte.
 * Never rebuild it from parts: a re-encoded character is a different signature.
 */
export function pageUrlOf(href: string): string {
  const hash = href.indexOf('#')
  return hash < 0 ? href : href.slice(0, hash)
}
