import IdentityConflict from '~/components/identity/IdentityConflict.vue'
import { failureOf } from '~/composables/failure'
import { profile } from '../../fixtures'
import { conflict } from '../../identities'
import { specimen } from '../../specimen'

const decision = { account: conflict.account, openPlatform: 'main', unionId: profile.unionId! }

export default specimen(IdentityConflict, {
  'for a member': { props: { conflict, unionId: profile.unionId, isAdmin: false } },
  'for an admin': { props: { conflict, unionId: profile.unionId, isAdmin: true } },
  'saving': { props: { conflict, isAdmin: true, resolution: { status: 'saving', decision } } },
  'failed': { props: { conflict, isAdmin: true, resolution: { status: 'failed', decision, failure: failureOf('store_unavailable') } } },
})
