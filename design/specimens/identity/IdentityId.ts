import IdentityId from '~/components/identity/IdentityId.vue'
import { strangeAccount } from '../../identities'
import { specimen } from '../../specimen'

export default specimen(IdentityId, {
  short: { props: { value: 'o1' } },
  long: { props: { value: strangeAccount.id } },
})
