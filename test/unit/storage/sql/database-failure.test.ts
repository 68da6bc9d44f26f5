import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../server/errors/app-error.ts'
import { databaseFailureOf } from '../../../../server/storage/sql/database-failure.ts'
import { coded } from '../../../support/coded.ts'

const withCode = (code: string, fields = {}) => Object.assign(new Error('says where it is'), { code, ...fields })

describe('databaseFailureOf', () => {
  it.each([
    'EAI_AGAIN', 'ENOTFOUND', 'ECONNRESET', 'EHOSTUNREACH', 'ERR_SSL_WRONG_VERSION_NUMBER', '08P01', '25006', '25P03',
    '40001', '53300', '55P03', '57P01', '57P03', '58030', 'XX000',
  ])('S11: %s is an outage', (code) => {
    expect(databaseFailureOf(withCode(code))).toEqual(coded('store_unavailable'))
  })

  it.each([
    'timeout expired', 'Query read timeout', 'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
  ])('S11: "%s" is an outage', (message) => {
    expect(databaseFailureOf(new Error(message))).toEqual(coded('store_unavailable'))
  })

  it.each([
    withCode('ECONNREFUSED', { syscall: 'connect' }), withCode('57P03'), new Error('timeout expired'),
  ])('tells admins where to look when PostgreSQL is away: %s', (error) => {
    const { advice, message } = databaseFailureOf(error) as AppError
    expect(advice!.en).toBe('Check that PostgreSQL runs, and host and port in NUXT_DATABASE_URL.')
    expect(advice!['zh-CN']).toContain('NUXT_DATABASE_URL')
    expect(message).toBe('The store cannot be reached.')
  })

  it.each([
    withCode('40001'), withCode('53300'), Object.assign(new Error(), { errcode: 5 }),
  ])('has no such advice when the database is reached: %s', (error) => {
    expect((databaseFailureOf(error) as AppError).advice).toBeUndefined()
  })

  it.each([
    '42501', '28P01', '28000', '3D000', '3F000', '26000', '42P05', 'SELF_SIGNED_CERT_IN_CHAIN',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('S16: %s is a fault of the set-up, told by its code and not by its text', (code) => {
    const failure = databaseFailureOf(withCode(code)) as AppError
    expect(failure).toEqual(coded('database_config'))
    expect(failure.detail).toBe(code)
    expect(Object.keys(failure.advice!)).toEqual(['en', 'zh-CN'])
  })

  it.each([
    withCode('42601'), withCode('42P01'), withCode('23505'), withCode('22P02'), new TypeError('x is not a function'),
    Object.assign(new Error(), { errcode: 1 }), new AppError('edit_conflict'), 'x',
  ])('leaves a mistake of ours as it is: %s', (error) => {
    expect(databaseFailureOf(error)).toBe(error)
  })

  it.each([5, 6, 8, 10, 11, 13, 14, 26, 5 | (2 << 8)])('knows SQLite\'s code %i', (errcode) => {
    expect(databaseFailureOf(Object.assign(new Error(), { errcode }))).toEqual(coded('store_unavailable'))
  })
})
