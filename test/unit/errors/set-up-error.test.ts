import { describe, expect, it } from 'vitest'
import { SetUpError, setUpProblems } from '../../../server/errors/set-up-error.ts'
import { dataFileProblem } from '../../../server/storage/data-file-problem.ts'

describe('S9: setUpProblems', () => {
  it.each([
    [{ code: 'EPERM', syscall: 'chmod' }, 'EPERM', 'network file system (NFS, SMB)'],
    [{ code: 'EACCES' }, 'EACCES', 'owner and rights'],
    [{ code: 'ENOSPC' }, 'ENOSPC', 'full'],
    [{ code: 'EROFS' }, 'EROFS', 'read-only'],
    [{ errcode: 11 | (2 << 8), code: 'ERR_SQLITE_ERROR' }, '11', 'damaged'],
    [{ errcode: 10, code: 'ERR_SQLITE_ERROR' }, '10', 'network file system'],
    [{ code: 'ELOOP' }, 'ELOOP', 'cannot be opened or made'],
    [{}, 'Error', 'cannot be opened or made'],
  ])('tells why a file cannot be used: %j', (fields, code, words) => {
    const error = Object.assign(new Error('/CANARY/path'), fields)
    const [line, ...more] = setUpProblems(dataFileProblem('/CANARY/sidebar.sqlite', error))
    expect(more).toEqual([])
    expect(line).toMatch(new RegExp(`^NUXT_DATA_DIR cannot be used: sidebar.sqlite \\(${code}\\): .*`))
    expect(line).toContain(words)
    expect(line).not.toContain('CANARY')
    expect(setUpProblems(dataFileProblem('a.sqlite', 'no error'))[0]).toContain('a.sqlite (unknown)')
  })

  it('blames no variable for an error that it does not know, and quotes nothing of it', () => {
    const error = Object.assign(new TypeError('CANARY'), { code: 'ERR_INVALID_ARG_TYPE' })
    expect(setUpProblems(error)).toEqual([
      'The start failed for a reason that has no advice: TypeError ERR_INVALID_ARG_TYPE.',
    ])
    expect(setUpProblems(new SetUpError(['a', 'b']))).toEqual(['a', 'b'])
  })
})
