import { STORY_TEXTS, type StoryTexts } from '~/i18n/story-texts'
import { useMessages } from './useMessages'

/** The texts of notes in the page's language. */
export function useStoryTexts(): Readonly<Ref<StoryTexts>> {
  const { locale } = useMessages()
  return computed(() => STORY_TEXTS[locale.value])
}
