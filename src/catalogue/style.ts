/** The look of all pages. Two colour schemes; every level has a word or a form beside its colour; contrast is at least 4.5:1 (WCAG 1.4.3). */
export const STYLE = `
:root{--ink:#1c2330;--soft:#5a6474;--paper:#fff;--panel:#f4f6f9;--line:#d5dbe3;--link:#0b57c2;--bad:#b3261e;--good:#1a6b3c;--mild:#7a4d00}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#a5afbd;--paper:#12161d;--panel:#1b212b;--line:#343d4b;--link:#8ab4f8;--bad:#ff8a80;--good:#7ad39b;--mild:#f2c26b}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
header,main{max-width:1080px;margin:0 auto;padding:16px 20px}
h1{font-size:2rem;line-height:1.2;margin:.2em 0;overflow-wrap:anywhere}
h2{font-size:1.25rem;margin:1.6em 0 .5em}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
code{font:.92em ui-monospace,monospace;overflow-wrap:anywhere}
.note,.latest{color:var(--soft)}
.latest strong{color:var(--ink)}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;background:var(--paper);padding:8px;z-index:1}
.search input{display:block;width:100%;font:inherit;padding:10px 12px;border:1px solid var(--soft);border-radius:8px;background:var(--panel);color:inherit}
.cards{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,320px),1fr));gap:14px}
.cards li{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:4px 16px}
.cards li[hidden]{display:none}
.cards h2{margin:.4em 0 0}
.cards p{margin:.4em 0;overflow-wrap:anywhere}
select{font:inherit;padding:4px 8px;border:1px solid var(--soft);border-radius:6px;background:var(--panel);color:inherit;max-width:100%}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.8em 0}
td.short,td.short code{white-space:nowrap}
caption{text-align:left;font-weight:600;padding:.4em 0}
th,td{text-align:left;vertical-align:top;padding:6px 10px;border-bottom:1px solid var(--line);font-weight:400}
thead th{font-weight:600;color:var(--soft);white-space:nowrap}
.breaking{color:var(--bad);font-weight:600}
.compatible,.lost{color:var(--mild)}
.weights,.learned,.first,.unchanged{color:var(--good)}
.verdict{padding:8px 12px;border-left:4px solid currentcolor;background:var(--panel)}
svg{font:13px system-ui,sans-serif;fill:var(--ink)}
.picture{width:100%;min-width:640px;height:auto;max-height:560px}
.picture rect{fill:var(--panel);stroke:var(--line);stroke-width:1.5}
.picture .model rect{fill:var(--link)}
.picture .model text{fill:var(--paper);font-weight:600}
.picture .type{fill:var(--soft);font-family:ui-monospace,monospace;font-size:12px}
.picture .lines path,.history .line{stroke:var(--soft);stroke-width:1.5;fill:none}
.history .breaking{fill:var(--bad)}
.history .compatible{fill:var(--mild)}
.history .weights,.history .first{fill:var(--good)}
.history .unknown{fill:var(--soft)}
`
