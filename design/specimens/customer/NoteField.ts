import type { NoteEdit } from '~/browser/edits/customer-edit'
import NoteField from '~/components/customer/NoteField.vue'
import { failureOf } from '~/browser/failure'
import { edits } from '../../fixtures'
import { specimen } from '../../specimen'

const edit = { field: 'remark', before: '沈佳宁', after: '沈佳宁 · 云栖花园' } satisfies NoteEdit

export default specimen(NoteField, {
  filled: { within: 'dl', props: { field: 'remark', label: '备注名', value: '沈佳宁 · 云栖花园', edits } },
  empty: { within: 'dl', props: { field: 'description', label: 'Description', value: '', edits } },
  editing: {
    within: 'dl',
    props: {
      field: 'description',
      label: '描述',
      value: '',
      edits: { ...edits, drafts: { description: { field: 'description', before: '', after: '三居室，六月交房' } } },
    },
  },
  kept: {
    within: 'dl', props: { field: 'remark', label: '备注名', value: '沈佳宁', edits: { ...edits, kept: { remark: edit } } },
  },
  saving: {
    within: 'dl',
    props: {
      field: 'remark',
      label: '备注名',
      value: edit.after,
      edits: { ...edits, states: { remark: { status: 'saving', edit } } },
    },
  },
  conflict: {
    within: 'dl',
    props: {
      field: 'remark',
      label: '备注名',
      value: '沈女士',
      edits: {
        ...edits, states: { remark: { status: 'conflict', edit, theirs: '沈女士', failure: failureOf('edit_conflict') } },
      },
    },
  },
})
