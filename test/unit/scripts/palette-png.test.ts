import { deflateSync, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withPalette } from '../../../scripts/screenshots/palette-png.mjs'

type Colour = [red: number, green: number, blue: number]
interface Picture {
  width: number
  colours: Colour[]
  /** Of each row. */
  filters: number[]
}

function chunkOf(type: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
}

/** The predictors of the five filters (PNG 9.2): of the pixel to the left, the one above, and the one above that. */
const GUESSES: ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  left => left,
  (_, up) => up,
  (left, up) => Math.floor((left + up) / 2),
  (left, up, corner) => {
    const target = left + up - corner
    return [left, up, corner].reduce((best, one) => Math.abs(target - one) < Math.abs(target - best) ? one : best)
  },
]

/** A picture as browsers write it, with 8 bits of red, green and blue. */
function encode({ width, colours, filters }: Picture): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(filters.length, 4)
  header.set([8, 2], 8)
  const byteAt = (row: number, x: number) =>
    row < 0 || x < 0 ? 0 : colours[row * width + Math.floor(x / 3)]![x % 3]!
  const rows = filters.map((filter, row) => [filter, ...Array.from({ length: width * 3 }, (_, x) =>
    byteAt(row, x) - GUESSES[filter]!(byteAt(row, x - 3), byteAt(row - 1, x), byteAt(row - 1, x - 3)) & 255)])
  const half = Math.floor(rows.length / 2)
  const data = deflateSync(Buffer.from(rows.flat()))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'), chunkOf('IHDR', header),
    chunkOf('IDAT', data.subarray(0, half)), chunkOf('IDAT', data.subarray(half)), chunkOf('IEND', Buffer.alloc(0)),
  ])
}

/** @returns the colours of a picture with a palette, and how many bytes of the palette there are */
function decode(png: Buffer, width: number): { colours: Colour[], palette: number } {
  const dataOf = (type: string) => {
    const at = png.indexOf(type)
    return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))
  }
  const palette = dataOf('PLTE')
  expect([...dataOf('IHDR').subarray(8)]).toEqual([8, 3, 0, 0, 0])
  const rows = inflateSync(dataOf('IDAT'))
  const indices = [...rows].filter((_, i) => i % (width + 1) > 0)
  return { palette: palette.length / 3, colours: indices.map(i => [...palette.subarray(i * 3, i * 3 + 3)] as Colour) }
}

const channel = fc.integer({ min: 0, max: 255 })
const pictures = fc.record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain(({ width, height }) => fc.record({
    width: fc.constant(width),
    colours: fc.array(fc.tuple(channel, channel, channel), { minLength: width * height, maxLength: width * height }),
    filters: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: height, maxLength: height }),
  }))

describe('a picture with a palette', () => {
  it('has the same colours, whatever filters its rows had', () => {
    fc.assert(fc.property(pictures, (picture) => {
      expect(decode(withPalette(encode(picture)), picture.width).colours).toEqual(picture.colours)
    }))
  })

  it('has the 256 most frequent colours, and in place of others the nearest', () => {
    const many = Array.from({ length: 255 }, (_, i): Colour => [i, 0, 0])
    const white: Colour = [255, 255, 255]
    const colours: Colour[] = [...many, ...many, white, white, [250, 254, 255], [7, 1, 1]]
    const { palette, colours: shown } = decode(
      withPalette(encode({ width: colours.length, colours, filters: [0] })), colours.length)
    expect([palette, shown.slice(-2)]).toEqual([256, [white, [7, 0, 0]]])
  })

  it('is made of what Chromium writes only', () => {
    const png = encode({ width: 1, colours: [[1, 2, 3]], filters: [0] })
    png.writeUInt8(6, png.indexOf('IHDR') + 13)
    expect(() => withPalette(png)).toThrow('8 bits of red, green and blue')
  })
})
