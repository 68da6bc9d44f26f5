/// <reference lib="dom" />

/** Origin of this script; empty when it is the page's own. Works only while the script itself is evaluated. */
export function homeOfScript(): string {
  const { src } = (document.currentScript ?? {}) as { src?: string }
  const origin = src ? new URL(src, location.href).origin : location.origin
  return origin === location.origin ? '' : origin
}
