/// <reference lib="dom" />

/**
 * Replaces pictures of WeChat's hosts by drawn avatars, so that no request leaves the machine.
 *
 * @param home as for installBridge
 */
export function keepAvatarsLocal(home: string): void {
  function local(url: string): string {
    const path = /^https?:\/\/[\w.-]+\.(?:qlogo|qpic)\.cn\/([^?#]+)/.exec(url)?.[1]
    // http://wx.qlogo.cn/mmhead/<seed>/<size>
    return path === undefined ? url : `${home}/__wecom/avatar/${path.split('/').at(-2) ?? path}.svg`
  }

  const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')
  Object.defineProperty(HTMLImageElement.prototype, 'src', {
    ...source,
    set(this: HTMLImageElement, url: string) {
      source?.set?.call(this, local(String(url)))
    },
  })
  const setAttribute = HTMLImageElement.prototype.setAttribute
  HTMLImageElement.prototype.setAttribute = function (name, value) {
    setAttribute.call(this, name, name.toLowerCase() === 'src' ? local(String(value)) : value)
  }
}
