/** @returns the request's User-Agent, the same string on both sides so that hydration finds what the server rendered */
export function useUserAgent(): Readonly<Ref<string>> {
  return useState('user-agent', () => useRequestHeader('user-agent') ?? '')
}
