import IdentitySection from '~/components/identity/IdentitySection.vue'
import { identitiesOf } from '../../identities'
import { specimen } from '../../specimen'

export default specimen(IdentitySection, {
  'WeCom only': { props: { state: identitiesOf(), hasUnionId: true } },
})
