import FieldsScreen from '~/components/fields/FieldsScreen.vue'
import { failureOf } from '~/browser/failure'
import { fields } from '../../story'
import { specimen } from '../../specimen'

const state = { status: 'ready', id: 'all', data: fields, loadedAt: 0 } as const
const props = { state, fields, changed: false, saving: false, saved: false }

export default specimen(FieldsScreen, {
  'fields': { props },
  'none': { props: { ...props, fields: [], state: { ...state, data: [] } } },
  'changed': {
    props: { ...props, changed: true, fields: [...fields, { name: '户型', type: 'choice', choices: ['三居', '三居'] }] },
  },
  'not saved': { props: { ...props, changed: true, failure: failureOf('edit_conflict') } },
})
