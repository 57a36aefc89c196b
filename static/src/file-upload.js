// Supporting files: several chosen at once, sent one after another, with progress. Without this file one is sent at a time by
// the plain form; what the server answers is the same page, of which this shows the parts that changed.
const STEP = 25 // how often progress is read out, in per cent

export function enhanceFileUpload(form) {
  const input = form.querySelector('input[type=file]')
  const caption = form.querySelector('input[name=caption]')
  const results = document.createElement('div')
  results.className = 'uploads'
  results.setAttribute('aria-live', 'polite')
  form.before(results)
  input.multiple = true
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const files = [...input.files]
    if (!files.length) return form.submit() // the server says what is missing
    const button = form.querySelector('button[type=submit]')
    button.disabled = true
    results.replaceChildren()
    let refused = 0
    for (const file of files) {
      const line = addLine(results, file.name)
      const data = new FormData(form)
      data.set('file', file, file.name)
      if (files.length > 1) data.set('caption', '') // one caption is about one file
      const answer = await send(form, data, file, line)
      refused += show(answer, file, line) ? 0 : 1
    }
    input.value = ''
    if (!refused && caption && files.length === 1) caption.value = ''
    button.disabled = false
    input.focus()
  })
}

function addLine(results, name) {
  const line = document.createElement('p')
  line.className = 'uploads__line'
  const words = document.createElement('span')
  const bar = document.createElement('progress')
  bar.max = 100
  bar.value = 0
  bar.setAttribute('aria-label', name)
  words.textContent = `Sending “${name}”.`
  line.append(words, bar)
  results.append(line)
  return { line, words, bar }
}

function send(form, data, file, { words, bar }) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    let said = 0
    request.upload.addEventListener('progress', (event) => {
      if (!event.lengthComputable) return
      bar.value = Math.floor((100 * event.loaded) / event.total)
      if (bar.value >= said + STEP) {
        said = Math.floor(bar.value / STEP) * STEP
        words.textContent = said < 100 ? `“${file.name}”: ${said} % sent.` : `“${file.name}” is sent and being checked.`
      }
    })
    request.addEventListener('load', () => resolve(request))
    for (const failure of ['error', 'abort', 'timeout']) request.addEventListener(failure, () => resolve(null))
    request.open('POST', form.action)
    request.send(data)
  })
}

// Whether it was received. The page that came back says so itself, or says what is wrong.
function show(answer, file, { line, words, bar }) {
  bar.remove()
  const page = answer && new DOMParser().parseFromString(answer.responseText, 'text/html')
  const faults = page ? [...page.querySelectorAll('.govuk-error-summary__list li')] : []
  const received = page && answer.status === 200 && page.querySelector('.govuk-notification-banner--success .govuk-notification-banner__content')
  const files = page && page.querySelector('[data-files]')
  if (files) document.querySelector('[data-files]').replaceWith(files)
  if (received) {
    words.textContent = received.textContent.trim()
    return true
  }
  line.classList.add('uploads__line--refused')
  words.textContent = faults.length
    ? faults.map((fault) => fault.textContent.trim()).join(' ')
    : `“${file.name}” was not received: the connection broke, or you were signed out. Load this page again, then choose it once more.`
  return false
}

for (const form of document.querySelectorAll('form[data-file-upload]')) enhanceFileUpload(form)
