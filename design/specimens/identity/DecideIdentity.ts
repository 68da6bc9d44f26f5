import DecideIdentity from '~/components/identity/DecideIdentity.vue'
import { failureOf } from '~/browser/failure'
import { conflict } from '../../identities'
import { specimen } from '../../specimen'

const decision = { account: conflict.account, openPlatform: 'main', unionId: conflict.claims[0]!.unionId }
const props = { conflict, label: '选定正确的 UnionID' }

export default specimen(DecideIdentity, {
  open: { props },
  saving: { props: { ...props, resolution: { status: 'saving', decision } } },
  failed: { props: { ...props, resolution: { status: 'failed', decision, failure: failureOf('store_unavailable') } } },
})
