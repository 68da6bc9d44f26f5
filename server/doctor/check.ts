import type { CheckStatus } from '#shared/types/doctor.ts'
import type { VARIABLES } from '../config/variables.ts'
import type { Advice } from '../errors/app-error.ts'
import type { DoctorContext } from './context.ts'

/** What checks are about. */
export type CheckId
  = | 'config' | 'version' | 'data-dir' | 'redis' | 'database' | 'session' | 'network' | 'clock' | 'api-base'
    | 'credentials' | 'trusted-ip' | 'agent' | 'tickets' | 'signature' | 'site' | 'proxy-headers'
    | 'domain-verification' | 'oauth' | 'customer-contact' | 'union-id' | 'callback' | 'wechat-apps' | 'fleet' | 'sync'
    | 'clients' | 'refusals' | 'panels' | 'audit' | 'page-speed'

/** A cause that a check can name, and what mends it. */
export interface Cause {
  cause: Advice
  fix: Advice
  /** A menu path of WeCom's console, a file or a variable. */
  where?: Advice
  link?: string
}

/** What a check has found. */
export interface Finding<Name extends string = string> {
  status: CheckStatus
  /** A text without words is the same in both languages. */
  evidence?: Advice | string
  /** Of `warn` and `fail`. */
  cause?: Name
  /** When WeCom is asked again, milliseconds since 1970: the refusal comes from memory until then. */
  pausedUntil?: number
  /** Instead of the fix of the cause: the advice of a refusal says more. */
  fix?: Advice
  /** Whether checks that need this one are skipped; by default, when it has failed. */
  blocks?: boolean
}

/** One purpose, one file. */
export interface Check<Name extends string = string> {
  id: CheckId
  title: Advice
  /** Steps of "Connect a real corp" in the README that it proves. */
  steps?: readonly number[]
  /** Variables whose value it tries, beyond their form. */
  variables?: readonly (keyof typeof VARIABLES)[]
  /** Without these, it can tell nothing. */
  needs: (context: DoctorContext) => readonly CheckId[]
  causes: Readonly<Record<Name, Cause>>
  /** May throw: the runner reports it. */
  run(context: DoctorContext): Promise<Finding<NoInfer<Name>>> | Finding<NoInfer<Name>>
}

/** Keeps the names of the causes for the compiler. */
export const defineCheck = <Name extends string = never>(check: Check<Name>): Check => check

/** @param evidence what was found */
export const ok = (evidence?: Finding['evidence']): Finding<never> => ({ status: 'ok', evidence })

/** @param evidence why there is nothing to check */
export const skipped = (evidence: Advice): Finding<never> => ({ status: 'skipped', evidence })

/** @param cause one of the check's causes */
export function fail<Name extends string>(cause: Name, more: Omit<Finding, 'status' | 'cause'> = {}): Finding<Name> {
  return { status: 'fail', cause, ...more }
}

/** As `fail`, for what works but should be changed. */
export function warn<Name extends string>(cause: Name, more: Omit<Finding, 'status' | 'cause'> = {}): Finding<Name> {
  return { status: 'warn', cause, ...more }
}
