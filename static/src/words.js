// What a word is, for every counter: a run of anything but white space, as the server counts (eoi/words.py). GOV.UK's own counter
// asks the browser's dictionary, for which “well-being” is two words and a bullet none.
import { CharacterCount } from './govuk-frontend.min.js'

export const countWords = text => (text.match(/\S+/g) || []).length

const updateCount = CharacterCount.prototype.updateCount

CharacterCount.prototype.updateCount = function () {
  if (this.config.countType === 'words') this.count = countWords(this.$textarea.value)
  else updateCount.call(this)
}
