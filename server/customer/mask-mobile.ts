/** Length of a mainland mobile number: from here on, three leading and four trailing characters can be shown. */
const FULL_LENGTH = 11

/** Members can write any text into the field. Of a text that is not a number, any part could be private. */
const PHONE_NUMBER = /^(?=\D*\d)[\d+\- ()]+$/

/** A mainland landline number with its area code, without separators. The four digits between are hidden. */
const LANDLINE = /^(010|02\d|0[3-9]\d{2})\d{4}(\d{3,4})$/

/**
 * Hides the middle of a phone number: 13812348000 → 138****8000. A landline number looks like one: 0571-8888-6666 →
 * 0571-****-6666. A shorter number keeps at most its last third, another text nothing.
 */
export function maskMobile(mobile: string): string {
  const number = PHONE_NUMBER.test(mobile.trim()) ? mobile.trim() : ''
  const [, area, end] = LANDLINE.exec(number.replaceAll(/[- ()]/g, '')) ?? []
  if (area) return `${area}-****-${end}`
  const isFull = number.length >= FULL_LENGTH
  const head = isFull ? 3 : 0
  const tail = isFull ? 4 : Math.floor(number.length / 3)
  return `${number.slice(0, head)}****${number.slice(number.length - tail)}`
}
