import ResolveDialog from '~/components/identity/ResolveDialog.vue'
import { profile } from '../../fixtures'
import { conflict } from '../../identities'
import { specimen } from '../../specimen'

export default specimen(ResolveDialog, {
  open: { modal: true, props: { conflict, unionId: profile.unionId } },
})
