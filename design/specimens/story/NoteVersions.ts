import NoteVersions from '~/components/story/NoteVersions.vue'
import { failureOf } from '~/browser/failure'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

const versions = [
  { text: '报价 2 万', writtenAt: '2026-11-20T02:30:00Z' }, { text: LONG, writtenAt: '2026-11-19T02:30:00Z' },
]

export default specimen(NoteVersions, {
  ready: { props: { state: { status: 'ready', id: 'a', loadedAt: 0, data: { versions } } } },
  loading: { props: { state: { status: 'loading', id: 'a' } } },
  failed: { props: { state: { status: 'failed', id: 'a', failure: failureOf('note_not_found') } } },
})
