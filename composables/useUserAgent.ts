/** @returns what names the client: the request's header on the server, the same text in the browser */
export function useUserAgent(): string {
  return import.meta.server ? useRequestHeader('user-agent') ?? '' : navigator.userAgent
}
