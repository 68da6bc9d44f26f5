import StagesScreen from '~/components/stages/StagesScreen.vue'
import { failureOf } from '~/browser/failure'
import { stages } from '../../story'
import { specimen } from '../../specimen'

const state = { status: 'ready', id: 'all', data: stages, loadedAt: 0 } as const
const props = { state, stages, changed: false, saving: false, saved: false }

export default specimen(StagesScreen, {
  'stages': { props },
  'none': { props: { ...props, stages: [], state: { ...state, data: [] } } },
  'changed': { props: { ...props, changed: true, stages: [...stages, { name: '名字太长太长太长太长太长太长' }] } },
  'kept': { props: { ...props, changed: true, kept: true } },
  'saved': { props: { ...props, saved: true } },
  'not saved': { props: { ...props, changed: true, failure: failureOf('edit_conflict') } },
  'loading': { props: { ...props, state: { status: 'loading', id: 'all' } } },
  'failed': { props: { ...props, state: { status: 'failed', id: 'all', failure: failureOf('store_unavailable') } } },
})
