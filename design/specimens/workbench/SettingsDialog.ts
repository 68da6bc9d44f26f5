import SettingsDialog from '~/components/workbench/SettingsDialog.vue'
import { specimen } from '../../specimen'

export default specimen(SettingsDialog, {
  'as WeCom has it': { modal: true, props: { modelValue: {}, isLanguageFixed: false } },
  'chosen': { modal: true, props: { modelValue: { language: 'en', theme: 'dark' }, isLanguageFixed: false } },
  'language in the address': { modal: true, props: { modelValue: { theme: 'light' }, isLanguageFixed: true } },
})
