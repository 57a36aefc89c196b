// First thing in the body: tells the stylesheet and govuk-frontend that this browser runs modules.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
