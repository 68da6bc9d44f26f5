import { DOCTOR_TEXTS, type DoctorTexts } from '~/i18n/doctor-texts'
import { useMessages } from './useMessages'

/** The texts of the page of the doctor in the page's language. */
export function useDoctorTexts(): Readonly<Ref<DoctorTexts>> {
  const { locale } = useMessages()
  return computed(() => DOCTOR_TEXTS[locale.value])
}
