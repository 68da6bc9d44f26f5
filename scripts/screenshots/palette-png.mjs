import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE_BYTES = 8
/** As many as an index of one byte can name. */
const COLOURS = 256

/** @param {Buffer} png */
function* chunksOf(png) {
  for (let at = SIGNATURE_BYTES; at < png.length;) {
    const length = png.readUInt32BE(at)
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) }
    at += 12 + length
  }
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** The predictor of filter 4 (PNG 9.4). @type {(a: number, b: number, c: number) => number} */
function paeth(a, b, c) {
  /** @type {(value: number) => number} */
  const far = value => Math.abs(a + b - c - value)
  const [toA, toB, toC] = [far(a), far(b), far(c)]
  if (toA <= toB && toA <= toC) return a
  return toB <= toC ? b : c
}

/**
 * Undoes the filters of the rows, in place.
 *
 * @param {Buffer} rows each begins with the byte of its filter
 * @param {number} width in bytes
 * @param {number} step bytes of a pixel
 */
function unfilter(rows, width, step) {
  const size = width + 1
  for (let row = 0; row < rows.length; row += size) {
    const filter = rows.readUInt8(row)
    for (let x = 0; x < width; x++) {
      const at = row + 1 + x
      const left = x < step ? 0 : rows.readUInt8(at - step)
      const up = row === 0 ? 0 : rows.readUInt8(at - size)
      const corner = x < step || row === 0 ? 0 : rows.readUInt8(at - size - step)
      const guesses = [0, left, up, (left + up) >> 1, filter === 4 ? paeth(left, up, corner) : 0]
      rows[at] = rows.readUInt8(at) + (guesses[filter] ?? 0)
    }
  }
}

/** @type {(one: number, other: number) => number} */
const distance = (one, other) => [16, 8, 0].reduce(
  (sum, shift) => sum + ((one >> shift & 255) - (other >> shift & 255)) ** 2, 0)

/**
 * Makes a picture smaller: its 256 most frequent colours stay, each other one becomes the nearest of them.
 *
 * @param {Buffer} png as Chromium makes it: 8 bits of red, green and blue, not interlaced
 * @returns {Buffer} a PNG with a palette
 */
export function withPalette(png) {
  const chunks = [...chunksOf(png)]
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13)
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  if (header.toString('hex', 8) !== '0802000000') throw new Error('Only 8 bits of red, green and blue are read.')
  const rows = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)))
  unfilter(rows, width * 3, 3)

  const pixels = new Uint32Array(width * height)
  /** @type {Map<number, number>} */
  const counts = new Map()
  for (let i = 0; i < pixels.length; i++) {
    const colour = rows.readUIntBE(Math.floor(i / width) * (width * 3 + 1) + 1 + i % width * 3, 3)
    pixels[i] = colour
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const palette = [...counts].sort(([, a], [, b]) => b - a).slice(0, COLOURS).map(([colour]) => colour)
  const indexOf = new Map([...counts.keys()].map((colour) => {
    const nearest = palette.reduce((best, one) => distance(one, colour) < distance(best, colour) ? one : best)
    return [colour, palette.indexOf(nearest)]
  }))

  const indexed = Buffer.alloc((width + 1) * height)
  pixels.forEach((colour, i) =>
    indexed.writeUInt8(indexOf.get(colour) ?? 0, Math.floor(i / width) * (width + 1) + 1 + i % width))
  const colours = Buffer.alloc(palette.length * 3)
  palette.forEach((colour, i) => colours.writeUIntBE(colour, i * 3, 3))
  const described = Buffer.from(header)
  described[9] = 3
  return Buffer.concat([
    png.subarray(0, SIGNATURE_BYTES), chunk('IHDR', described), chunk('PLTE', colours),
    chunk('IDAT', deflateSync(indexed, { level: 9 })), chunk('IEND', Buffer.alloc(0)),
  ])
}
