// Saves a form while somebody types: the form that the page has anyway, sent to the address that it goes to anyway, after a
// short pause, one at a time. What cannot be sent stays in the page, which says so, tries again, and warns before it is left.

const PAUSE = 2000
const PAUSE_BESIDE = 30000 // each text set aside stays in the history
const FIRST_RETRY = 4000
const LONGEST_RETRY = 30000
const LONGEST_WAIT = 20000
const MOST_WHILE_LEAVING = 60000 // what browsers send on for a page that is gone

export class Autosave {
  constructor (form) {
    this.form = form
    this.time = form.querySelector('[data-autosave-time]')
    this.news = form.querySelector('[data-autosave-news]')
    this.changes = 0
    this.saved = 0
    this.pause = PAUSE
    this.retry = FIRST_RETRY
    this.sending = null
    this.stopped = false
    this.leaving = false
    for (const event of ['input', 'change']) form.addEventListener(event, () => this.changed())
    form.addEventListener('submit', event => this.submitting(event))
    window.addEventListener('beforeunload', event => this.beforeLeaving(event))
    window.addEventListener('online', () => this.isUnsaved && this.save())
    document.addEventListener('visibilitychange', () => document.hidden && this.isUnsaved && this.save())
    window.addEventListener('pageshow', event => event.persisted && this.shownAgain())
  }

  get isUnsaved () {
    return this.changes > this.saved
  }

  changed () {
    this.changes += 1
    if (this.stopped) return
    if (!this.failed) this.time.textContent = 'Saving…'
    this.saveIn(this.pause)
  }

  saveIn (milliseconds) {
    clearTimeout(this.timer)
    if (!this.stopped) this.timer = setTimeout(() => this.save(), milliseconds)
  }

  save () {
    if (this.stopped || this.leaving || this.sending) return this.sending
    clearTimeout(this.timer)
    this.sending = this.send().finally(() => {
      this.sending = null
      if (this.isUnsaved && !this.leaving) this.saveIn(this.failed ? this.nextRetry() : this.pause)
    })
    return this.sending
  }

  async send () {
    const changes = this.changes
    this.failed = false
    try {
      let response = await this.post()
      if (response.status === 403 && await this.renewed()) response = await this.post()
      const reply = await this.read(response)
      if (reply) this.answered(reply, changes)
    } catch {
      this.tryAgain('Not saved yet, trying again. What you typed stays on this page.')
    }
  }

  post () {
    const body = new URLSearchParams(new FormData(this.form))
    body.set('autosave', '1')
    const keepalive = document.hidden && body.toString().length < MOST_WHILE_LEAVING
    const signal = AbortSignal.timeout(LONGEST_WAIT)
    return fetch(this.form.action, { method: 'POST', body, headers: { Accept: 'application/json' }, keepalive, signal })
  }

  async read (response) {
    if ((response.headers.get('Content-Type') || '').startsWith('application/json')) return response.json()
    if (response.redirected || response.status === 401 || response.status === 403) {
      this.tryAgain('Not saved yet: you have been signed out. What you typed stays on this page. Sign in again in another tab, then go on here.', '/account/login/', 'Sign in in another tab')
    } else {
      this.tryAgain('Not saved yet, trying again. What you typed stays on this page.')
    }
    return null
  }

  answered (reply, changes) {
    this.retry = FIRST_RETRY
    for (const [name, value] of Object.entries(reply.fields || {})) this.form.elements[name].value = value
    if (reply.state === 'saved') {
      this.saved = changes
      this.pause = PAUSE
      this.time.textContent = `Saved at ${reply.at}`
      this.say('')
    } else if (reply.state === 'set-aside') {
      this.saved = changes
      this.pause = PAUSE_BESIDE
      this.time.textContent = 'Kept beside your colleague’s text'
      this.say(reply.message, null, 'Put the two together')
    } else if (reply.state === 'invalid') {
      this.saved = changes
      this.isRefused = true
      this.time.textContent = 'Not saved'
      this.say(reply.message)
      return
    } else {
      this.stopped = true
      this.time.textContent = 'Not saved'
      this.say(`${reply.message} What you typed stays on this page: copy it if you want to keep it.`)
    }
    this.isRefused = false
  }

  tryAgain (message, url, label) {
    this.failed = true
    this.time.textContent = 'Not saved yet'
    this.say(message, url, label)
  }

  nextRetry () {
    const wait = this.retry
    this.retry = Math.min(this.retry * 2, LONGEST_RETRY)
    return wait
  }

  // Signing in again gives a new token: the same page, fetched again, holds it.
  async renewed () {
    const response = await fetch(window.location.href, { headers: { Accept: 'text/html' } })
    if (!response.ok || response.redirected) return false
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const token = page.querySelector('form[data-autosave] [name=csrfmiddlewaretoken]')
    if (!token) return false
    this.form.elements.csrfmiddlewaretoken.value = token.value
    return true
  }

  // The button waits for what is on its way, so that the page does not meet itself as a colleague.
  submitting (event) {
    clearTimeout(this.timer)
    if (this.sending) {
      event.preventDefault()
      const button = event.submitter
      this.sending.then(() => this.form.requestSubmit(button))
      return
    }
    this.leaving = true
  }

  beforeLeaving (event) {
    if ((this.isUnsaved || this.isRefused) && !this.leaving) event.preventDefault()
  }

  // Back from another page, as the browser kept it: what stands may be newer.
  shownAgain () {
    this.leaving = false
    if (!this.isUnsaved) window.location.reload()
  }

  say (message, url, label) {
    if (this.news.dataset.says === message) return
    this.news.dataset.says = message
    this.news.replaceChildren()
    if (!message) return
    const words = document.createElement('p')
    words.className = 'saved__message'
    words.textContent = message
    this.news.append(words)
    if (!label) return
    const step = document.createElement(url ? 'a' : 'button')
    step.textContent = label
    if (url) {
      Object.assign(step, { className: 'govuk-link', href: url, target: '_blank', rel: 'noopener' })
    } else {
      Object.assign(step, { className: 'govuk-button govuk-button--secondary', type: 'submit', name: 'and_stay', value: '1' })
    }
    this.news.append(step)
  }
}

export function initAutosave () {
  for (const form of document.querySelectorAll('form[data-autosave]')) new Autosave(form)
}
