(() => {
  const img = document.querySelector('#version'), form = document.querySelector('#vote')
  const imgs = document.querySelectorAll('.view img')
  let zoom = +sessionStorage.getItem('zoom') || 1
  function show() {
    for (const o of imgs) {
      o.style.width = o.getAttribute('width')*zoom + 'px'; o.style.height = o.getAttribute('height')*zoom + 'px'
      const v = o.parentElement
      v.scrollLeft = (v.scrollWidth - v.clientWidth)/2; v.scrollTop = (v.scrollHeight - v.clientHeight)/2
    }
    const z = document.querySelector('#zoom')
    if (z) z.textContent = 'Zoom ' + zoom + 'x'
  }
  function bigger() { zoom = zoom < 4 ? zoom*2 : 1; sessionStorage.setItem('zoom', zoom); show() }
  document.querySelector('#zoom')?.addEventListener('click', bigger)
  document.addEventListener('keydown', e => {
    if (e.repeat || e.ctrlKey || e.metaKey || e.altKey || e.target.tagName == 'INPUT') return
    if (form && '12345'.includes(e.key)) form.querySelector('[value="' + e.key + '"]').click()
    else if (e.key == 'u' || e.key == 'Backspace') document.querySelector('#undo')?.click()
    else if (e.key == 'z') bigger()
    else if (e.key == 'Enter' && e.target == document.body) document.querySelector('#next')?.click()
    else return
    e.preventDefault()
  })
  addEventListener('pageshow', e => { if (e.persisted) location.reload() })
  show()
  if (!form) return
  const marks = form.querySelectorAll('button'), able = on => marks.forEach(o => o.disabled = !on)
  const seen = () => setTimeout(() => able(true), 250)
  able(false)
  if (img.complete && img.naturalWidth) seen()
  else img.addEventListener('load', seen)
  img.addEventListener('error', () => img.parentElement.textContent = 'No image came. Reload the page.')
  let sent = false
  form.addEventListener('submit', e => { if (sent) e.preventDefault(); sent = true })
})()
