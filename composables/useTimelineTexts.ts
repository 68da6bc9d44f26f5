import { TIMELINE_TEXTS, type TimelineTexts } from '~/i18n/timeline-texts'
import { useMessages } from './useMessages'

/** The texts of the timeline in the page's language. */
export function useTimelineTexts(): Readonly<Ref<TimelineTexts>> {
  const { locale } = useMessages()
  return computed(() => TIMELINE_TEXTS[locale.value])
}
