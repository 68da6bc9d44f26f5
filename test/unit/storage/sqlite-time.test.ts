import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { followClock } from '../../../server/storage/sqlite-time.ts'

const TABLES = ['key_value', 'limited_use', 'journal']
const NOON = 1_763_640_000_000

let file: DatabaseSync
beforeEach(() => {
  file = new DatabaseSync(':memory:')
  file.exec('CREATE TABLE time_seen (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL)')
  for (const table of TABLES) {
    file.exec(`CREATE TABLE ${table} (expires_at INTEGER); INSERT INTO ${table} VALUES (${NOON + 10_000})`)
  }
  followClock(file, NOON)
})
afterEach(() => file.close())

const seen = () => file.prepare('SELECT at FROM time_seen').get()?.at
/** How long the value of each table lives after noon. */
const lives = () => TABLES.map(table => Number(file.prepare(`SELECT expires_at AS at FROM ${table}`).get()!.at) - NOON)

it('notes the latest time, and changes no expiry while the clock goes on', () => {
  expect(seen()).toBe(NOON)
  followClock(file, NOON + 5_000)
  expect(seen()).toBe(NOON + 5_000)
  expect(lives()).toEqual([10_000, 10_000, 10_000])
})

it('takes a second for noise: two processes read the time in any order', () => {
  followClock(file, NOON - 1_000)
  expect([seen(), ...lives()]).toEqual([NOON, 10_000, 10_000, 10_000])
})

it('moves each expiry back by what the clock has lost, once', () => {
  for (let i = 0; i < 2; i++) followClock(file, NOON - 1_001)
  expect([seen(), ...lives()]).toEqual([NOON - 1_001, 8_999, 8_999, 8_999])
})

it('changes nothing when it fails in between, and leaves no transaction open', () => {
  file.exec('DROP TABLE journal')
  expect(() => followClock(file, NOON - 5_000)).toThrow('journal')
  file.exec(`CREATE TABLE journal (expires_at INTEGER); INSERT INTO journal VALUES (${NOON + 10_000})`)
  expect([seen(), ...lives()]).toEqual([NOON, 10_000, 10_000, 10_000])
  followClock(file, NOON - 5_000)
  expect(lives()).toEqual([5_000, 5_000, 5_000])
})
