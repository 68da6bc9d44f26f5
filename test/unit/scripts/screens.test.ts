import { expect, it } from 'vitest'
import { FAILURES } from '../../../browser/failure.ts'
import type { FailureCode } from '../../../browser/failure.ts'
import { PANEL_PROBLEMS } from '../../../shared/panel-problems.ts'
import type { UnionIdMissingReason } from '../../../shared/types/customer.ts'
import { SCREENS } from '../../../scripts/screens/index.mjs'
import { PROBLEMS } from '../../../scripts/screens/panel-cards.mjs'

/** Errors that the page shows beside the changed field, never instead of the page. The last one needs no app. */
const IN_A_PART: Partial<Record<FailureCode, string>> = {
  edit_conflict: 'edit-conflict',
  reply_not_found: 'replies-gone',
  replies_full: 'replies-full',
  reply_file_not_found: 'replies-file-gone',
  reply_files_full: 'replies-files-full',
  note_not_found: 'note-deleted-elsewhere',
  notes_full: 'note-full',
  admin_required: 'replies-admin-required',
  sdk_load_failed: 'unloaded',
}
const names = SCREENS.map(({ name }) => name)
const inName = (code: string) => code.replaceAll('_', '-')

it('there is a screen for every failure', () => {
  expect(names).toEqual(
    expect.arrayContaining(
      Object.keys(FAILURES).map(code => IN_A_PART[code as FailureCode] ?? `failure-${inName(code)}`),
    ),
  )
})

it('there is a screen for every reason why a unionid is missing', () => {
  // A customer who uses WeCom has another screen.
  const reasons: Record<Exclude<UnionIdMissingReason, 'wecom_contact'>, true> = {
    third_party_app: true, developer_account_not_bound: true, subject_mismatch: true, not_returned_yet: true,
  }
  expect(names).toEqual(
    expect.arrayContaining([...Object.keys(reasons).map(reason => `customer-${inName(reason)}`), 'customer-of-wecom']),
  )
})

it('a screen shows every problem that a panel can have', () => {
  expect(PROBLEMS.map(({ code }) => code)).toEqual(Object.keys(PANEL_PROBLEMS))
})

it('the names of the screens are unique and fit for file names', () => {
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter(name => !/^[a-z0-9-]+$/.test(name))).toEqual([])
})
