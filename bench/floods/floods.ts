import { emptyMiniProgram } from './empty-mini-program.ts'
import type { Flood } from './flood.ts'
import { halfBodies } from './half-bodies.ts'
import { loginLoop } from './login-loop.ts'
import { inventedIds, oneMember } from './one-member.ts'
import { openSignIns, rubbishSignIns } from './rubbish-sign-ins.ts'

/** All floods by the names of the command line. */
export const FLOODS: Readonly<Record<string, Flood>> = {
  'half-bodies': halfBodies,
  'rubbish-sign-ins': rubbishSignIns,
  'open-sign-ins': openSignIns,
  'login-loop': loginLoop,
  'empty-mini-program': emptyMiniProgram,
  'one-member': oneMember,
  'invented-ids': inventedIds,
}
