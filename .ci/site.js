// Search in pages that were opened as files, where browsers start no Worker: its script runs in a hidden frame instead
if (location.protocol === 'file:') window.Worker = class extends EventTarget {
  constructor(url) {
    super()
    this.waiting = []
    const frame = document.createElement('iframe')
    frame.hidden = true
    frame.srcdoc = '<script></script>'
    frame.onload = () => {
      const inside = frame.contentWindow, script = inside.document.createElement('script')
      inside.postMessage = data => this.dispatchEvent(new MessageEvent('message', {data}))
      if (window.__index) inside.__index = window.__index
      script.src = url
      script.onload = () => {
        this.postMessage = data => inside.dispatchEvent(new inside.MessageEvent('message', {data}))
        this.waiting.forEach(data => this.postMessage(data))
      }
      inside.document.body.appendChild(script)
    }
    document.body.appendChild(frame)
  }
  postMessage(data) { this.waiting.push(data) }
}
