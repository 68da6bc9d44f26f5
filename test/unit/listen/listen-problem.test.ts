import { describe, expect, it } from 'vitest'
import { listenProblem } from '../../../server/listen/listen-problem.ts'

const coded = (code: string) => Object.assign(new Error('says where it is'), { code })

describe('the problem of a server that cannot listen', () => {
  it.each([
    ['EADDRINUSE', 'PORT 80 is in use on 10.0.0.1. Stop the other program, or set PORT.'],
    ['EACCES', 'PORT 80 needs more rights than this process has. Set PORT to 1024 or above.'],
    ['EADDRNOTAVAIL', 'HOST 10.0.0.1 is no address of this machine.'],
    ['ENOTFOUND', 'HOST 10.0.0.1 is no address of this machine.'],
    ['EAI_AGAIN', 'HOST 10.0.0.1 is no address of this machine.'],
  ])('%s names the variable', (code, problem) => {
    expect(listenProblem(coded(code), { host: '10.0.0.1', port: 80 })).toBe(problem)
  })

  it('is unknown for other errors, and for a socket that has neither host nor port', () => {
    expect(listenProblem(coded('EACCES'), { host: '10.0.0.1', port: 3000 })).toBeUndefined()
    expect(listenProblem(coded('EMFILE'), { host: '10.0.0.1', port: 80 })).toBeUndefined()
    expect(listenProblem(new Error('x'), { host: '10.0.0.1', port: 80 })).toBeUndefined()
    expect(listenProblem(coded('EADDRINUSE'), { path: '/run/a.sock' })).toBeUndefined()
  })
})
