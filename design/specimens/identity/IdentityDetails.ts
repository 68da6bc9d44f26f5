import IdentityDetails from '~/components/identity/IdentityDetails.vue'
import { failureOf } from '~/browser/failure'
import { conflict, identitiesOf, shopAccount, strangeAccount, wecomAccount } from '../../identities'
import { specimen } from '../../specimen'

const props = { hasUnionId: true }

export default specimen(IdentityDetails, {
  loading: { props: { ...props, state: { status: 'loading', id: '' } } },
  apps: { props: { ...props, state: identitiesOf({ accounts: [shopAccount, wecomAccount, strangeAccount] }) } },
  conflict: { props: { ...props, state: identitiesOf({ conflicts: [conflict] }) } },
  failed: { props: { ...props, state: { status: 'failed', id: '', failure: failureOf('store_unavailable') } } },
})
