import SignOutDialog from '~/components/sign-ins/SignOutDialog.vue'
import { specimen } from '../../specimen'

export default specimen(SignOutDialog, {
  asking: { modal: true, props: {} },
})
