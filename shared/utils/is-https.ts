/** @returns whether it is an https URL. The server lets no others through; the page does not rely on it. */
export function isHttps(url: string | undefined): url is string {
  return url?.startsWith('https://') ?? false
}
