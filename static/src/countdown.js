// Counts down to the closing time by the server's clock: from the time that it printed, with what has passed since the request
// was sent. The clock of the device is never asked what time it is. Without this file the page says how much was left when it
// was made. Rather too little time is shown than too much.
const UNITS = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]]
const SAID_AT = [3600, 1800, 900, 300, 60] // seconds left; in between nothing is read out
const DRIFT = 2000 // milliseconds by which a device that slept, or whose clock was set, has fallen behind
const AS_CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London', hour: 'numeric', minute: '2-digit', second: '2-digit', hour12: true
})
const CLOSED = 'The closing time has passed'

export function inWords (seconds) {
  const shown = seconds >= 86400 ? UNITS.slice(0, 3) : UNITS
  let left = seconds
  const parts = []
  for (const [unit, length] of shown) {
    const number = Math.floor(left / length)
    left -= number * length
    if (number || parts.length || length === 1) parts.push(`${number} ${unit}${number === 1 ? '' : 's'}`)
  }
  return parts.join(' ')
}

function onTheClock (milliseconds) {
  const part = Object.fromEntries(AS_CLOCK.formatToParts(milliseconds).map(({ type, value }) => [type, value]))
  return `${part.hour}:${part.minute}:${part.second}${part.dayPeriod.toLowerCase()} now`
}

class Countdown {
  constructor (box, sentAt) {
    this.box = box
    this.from(box, sentAt)
    this.before = this.left()
  }

  from ({ dataset }, sentAt) {
    this.ahead = Number(dataset.now) - sentAt
    this.closes = Number(dataset.closes)
  }

  now () { return this.ahead + performance.now() }

  left () { return Math.max(0, Math.floor((this.closes - this.now()) / 1000)) }

  show () {
    const left = this.left()
    this.part('left').textContent = left ? `${inWords(left)} left` : CLOSED
    this.part('clock').textContent = onTheClock(this.now())
  }

  // Only the first of a page speaks.
  say () {
    const left = this.left()
    const passed = SAID_AT.find(seconds => left <= seconds && this.before > seconds)
    if (!left && this.before) this.part('said').textContent = `${CLOSED}.`
    else if (passed) this.part('said').textContent = `${inWords(left)} left.`
    this.before = left
  }

  part (name) { return this.box.querySelector(`[data-countdown-${name}]`) }
}

// When the request for this page was sent: its time is later than that. A page that was kept says an old time.
function requestOfThisPage () {
  const [entry] = performance.getEntriesByType('navigation')
  return { sentAt: entry?.requestStart ?? 0, isKept: entry?.type === 'back_forward' }
}

async function askAgain (all) {
  const sentAt = performance.now()
  try {
    const answer = await fetch(location.href, { cache: 'no-store' })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const box = page.querySelector('[data-countdown]')
    if (box) all.forEach(countdown => countdown.from(box, sentAt))
  } catch { /* without a connection it goes on as it was */ }
}

// The two run apart when the device slept, or somebody set its clock; how far apart they are says nothing else.
function slept () { return Date.now() - performance.now() }

const { sentAt, isKept } = requestOfThisPage()
const all = [...document.querySelectorAll('[data-countdown]')].map(box => new Countdown(box, sentAt))

if (all.length) {
  let rhythm = slept()
  if (isKept) askAgain(all)
  setInterval(() => {
    all.forEach(countdown => countdown.show())
    all[0].say()
    if (Math.abs(slept() - rhythm) < DRIFT) return
    rhythm = slept()
    askAgain(all)
  }, 1000)
}
