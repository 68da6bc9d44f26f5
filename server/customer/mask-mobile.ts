/** Length of a mainland mobile number: from here on, three leading and four trailing characters can be shown. */
const FULL_LENGTH = 11

/** Members can write any text into the field. Of a text that is not a number, any part could be private. */
const PHONE_NUMBER = /^(?=\D*\d)[\d+\- ()]+$/

/**
 * Hides the middle of a phone number: 13812348000 → 138****8000. A shorter number keeps at most its last third, another
 * text nothing.
 */
export function maskMobile(mobile: string): string {
  const characters = PHONE_NUMBER.test(mobile.trim()) ? [...mobile.trim()] : []
  const isFull = characters.length >= FULL_LENGTH
  const head = isFull ? 3 : 0
  const tail = isFull ? 4 : Math.floor(characters.length / 3)
  return `${characters.slice(0, head).join('')}****${characters.slice(characters.length - tail).join('')}`
}
