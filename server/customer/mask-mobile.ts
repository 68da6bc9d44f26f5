/**
 * Hides the middle of a phone number: 13812348000 → 138****8000. At most three leading and four trailing characters
 * stay, and never more than seven of eleven; short numbers keep less.
 */
export function maskMobile(mobile: string): string {
  const characters = [...mobile.trim()]
  const tail = Math.min(4, Math.floor(characters.length / 3))
  const head = Math.min(3, Math.floor((characters.length - tail) / 3))
  return characters.slice(0, head).join('') + '****' + characters.slice(characters.length - tail).join('')
}
