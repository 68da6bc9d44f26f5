import { parseArgs } from 'node:util'
import { EXPORT_FORMATS } from '../../server/audit/export-format.ts'
import type { ExportFormat } from '../../server/audit/export-format.ts'
import { momentOf } from '../../server/audit/moment.ts'
import type { Period } from './commands.ts'

/** What each command can be told. */
const COMMANDS = {
  who: { takesId: true, options: ['from', 'to', 'json'] },
  verify: { takesId: false, options: ['checkpoint'] },
  export: { takesId: false, options: ['from', 'to', 'format'] },
  pseudonym: { takesId: true, options: [] },
} as const satisfies Record<string, { takesId: boolean, options: string[] }>

type Command = keyof typeof COMMANDS

/** What the command line asks for. */
export interface AuditArguments {
  command: Command
  /** Empty for a command that takes none. */
  id: string
  period: Period
  format: ExportFormat
  json: boolean
  /** Lines of a log, and files with such lines. */
  checkpoints: string[]
}

const text = { type: 'string' } as const
const OPTIONS = {
  from: text, to: text, format: text, checkpoint: { ...text, multiple: true },
  json: { type: 'boolean' }, help: { type: 'boolean' },
} as const

/** @returns `help` when it is asked for; `problem` when the command line is wrong, so that nothing can be done */
export function readArguments(
  args: readonly string[],
): { given: AuditArguments } | { help: true } | { problem: string } {
  let parsed
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  }
  catch {
    return { problem: 'There is an option that is not known, or that has no value.' }
  }
  const { values: { help, ...values }, positionals: [command = '', ...ids] } = parsed
  if (help) return { help }
  if (!isCommand(command)) return { problem: 'The command must be who, verify, export or pseudonym.' }
  const { takesId, options } = COMMANDS[command]
  if (ids.length !== Number(takesId)) return { problem: `${command} takes ${takesId ? 'one id' : 'no id'}.` }
  const foreign = Object.keys(values).find(name => !options.some(option => option === name))
  if (foreign) return { problem: `${command} takes no --${foreign}.` }
  const { format = 'csv', checkpoint: checkpoints = [], json = false } = values
  const [from, to] = [values.from, values.to].map(text => text === undefined ? undefined : momentOf(text) ?? NaN)
  if (Number.isNaN(from) || Number.isNaN(to)) {
    return { problem: '--from and --to must be a day such as 2026-03-31, or a moment such as 2026-03-31T08:00+08:00.' }
  }
  if (!isFormat(format)) return { problem: `--format must be ${EXPORT_FORMATS.join(' or ')}.` }
  return { given: { command, id: ids[0] ?? '', period: { from, to }, format, json, checkpoints } }
}

function isCommand(name: string): name is Command {
  return Object.hasOwn(COMMANDS, name)
}

function isFormat(name: string): name is ExportFormat {
  return EXPORT_FORMATS.some(format => format === name)
}
