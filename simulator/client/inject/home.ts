/// <reference lib="dom" />

/** Where this script came from: empty when that is the page's own origin. Must run while the script itself does. */
export function homeOfScript(): string {
  const { src } = (document.currentScript ?? {}) as { src?: string }
  const origin = src ? new URL(src, location.href).origin : location.origin
  return origin === location.origin ? '' : origin
}
