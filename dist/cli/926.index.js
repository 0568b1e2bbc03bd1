export const id = 926;
export const ids = [926];
export const modules = {

/***/ 1926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   publish: () => (/* binding */ publish),
/* harmony export */   tell: () => (/* binding */ tell),
/* harmony export */   terminal: () => (/* binding */ terminal)
/* harmony export */ });
/* harmony import */ var _models_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2353);
/* harmony import */ var _report_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3046);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6207);
/* harmony import */ var _report_terminal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6085);
/* harmony import */ var _report_wording_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1709);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7715);
/* harmony import */ var _ports_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5226);







/** `mlambda publish DIR…`: the story of a push. With `--json` the action's outputs as one object. */
async function publish(call) {
    return await tell(call, { mode: 'publish', because: 'command publish', onDemand: false });
}
/** Runs the story of every model that the operands name, prints their reports and gives the worst exit code. */
async function tell(call, occasion) {
    const inputs = call.inputs(...call.operands);
    const ports = await (0,_ports_js__WEBPACK_IMPORTED_MODULE_6__/* .terminalPorts */ .P)(inputs);
    const { chosen, unchanged } = await (0,_models_js__WEBPACK_IMPORTED_MODULE_0__/* .modelsOf */ .W)(inputs, occasion, ports);
    const { reports, bugs } = await (0,_models_js__WEBPACK_IMPORTED_MODULE_0__/* .uploadAll */ .d)(chosen, inputs, occasion, ports);
    process.stdout.write(call.json ? `${answer(reports)}\n` : `${reports.map((report) => (0,_report_terminal_js__WEBPACK_IMPORTED_MODULE_3__/* .renderTerminal */ .bF)(report, terminal())).join('\n')}${overview(reports, unchanged)}`);
    if (bugs.length > 0)
        throw bugs[0];
    return Math.max(0, ...reports.map(({ outcome }) => (outcome.kind === 'failed' ? (0,_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .exitCodeOf */ .FO)(outcome.error) : 0)));
}
/** One line of JSON: the outputs, and for the failure of a single model the error beside them; of several, `models` has each. */
function answer(reports) {
    const outputs = (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .outputsOf */ .Yz)(reports);
    const [report, ...others] = reports;
    if (report?.outcome.kind !== 'failed' || others.length > 0)
        return JSON.stringify(outputs);
    return JSON.stringify({ ...JSON.parse((0,_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .errorJson */ .dF)(report.outcome.error)), ...outputs });
}
/** The last line about several models. */
function overview(reports, unchanged) {
    if (reports.length === 1 && unchanged.length === 0)
        return '';
    const names = unchanged.length === 0 ? '' : ` (${unchanged.map(({ name }) => (0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(name)).join(', ')})`;
    return `\n${(0,_report_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .overviewLine */ .sP)(reports.map(({ outcome }) => outcome.kind), unchanged.length)}${names}\n`;
}
/** What stdout can show (https://no-color.org). */
function terminal() {
    return { color: process.stdout.isTTY === true && !process.env['NO_COLOR'], width: process.stdout.columns ?? 160 };
}


/***/ }),

/***/ 6085:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O1: () => (/* binding */ renderChanges),
/* harmony export */   RM: () => (/* binding */ alignColumns),
/* harmony export */   bF: () => (/* binding */ renderTerminal),
/* harmony export */   p7: () => (/* binding */ renderContract)
/* harmony export */ });
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7820);
/* harmony import */ var _contract_rows_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6309);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3046);
/* harmony import */ var _evidence_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4264);
/* harmony import */ var _usage_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8366);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1709);






/** Rows of one table that are printed; `--json` has them all. */
const TABLE_ROWS = 60;
const MIN_WIDTH = 40;
/** The report of one model as plain text with a line break at its end. Safe in a workflow log: no line of it is a command. */
function renderTerminal(report, options) {
    const paint = paletteOf(options);
    const width = Math.max(MIN_WIDTH, options.width);
    const sections = [
        verdictLines(report, paint),
        failureLines(report),
        changeLines((0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .comparisonOf */ .jb)(report)?.changes ?? [], paint),
        remedyLines(report),
        publishedLines(report, paint),
        noteLines(report, paint),
        contractLines(report, paint, width),
    ].filter((section) => section.length > 0);
    return `${sections.map((section) => section.join('\n')).join('\n\n')}\n`;
}
/** The contract of a model alone: what `infer` prints. */
function renderContract(model, told, options) {
    const paint = paletteOf(options);
    const report = { ...told, model };
    const sections = [
        [paint.bold((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(model, _escape_js__WEBPACK_IMPORTED_MODULE_1__/* .NAME_LIMIT */ .Uo))],
        contractLines(report, paint, Math.max(MIN_WIDTH, options.width)),
        noteLines(report, paint),
    ];
    return `${sections
        .filter((section) => section.length > 0)
        .map((section) => section.join('\n'))
        .join('\n\n')}\n`;
}
/** Two contracts compared, without a model or a registry between them: what `diff` prints. */
function renderChanges(promise, offer, { level, changes }, options) {
    const paint = paletteOf(options);
    const counted = changes.length === 0 ? '' : `, ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(changes.length, 'change')}`;
    const head = `${paint.bold((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(promise))} → ${paint.bold((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(offer))}: ${level}${counted}`;
    return `${[head, ...changeLines(changes, paint)].join('\n')}\n`;
}
function verdictLines(report, paint) {
    const { mood, model, sentence } = (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .verdict */ .WJ)(report);
    const [first = ''] = sentence.split('\n', 1);
    return [`${paint[mood](_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .SIGNS */ .B2[mood])} ${paint.bold((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(model, _escape_js__WEBPACK_IMPORTED_MODULE_1__/* .NAME_LIMIT */ .Uo))}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(first)}`];
}
/** A refused breaking change is told by the list of changes. */
function failureLines(report) {
    if (report.outcome.kind !== 'failed' || (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .toldByChanges */ .ow)(report))
        return [];
    const { code, message, where } = report.outcome.error;
    const line = where?.line === undefined ? '' : `:${where.line}${where.column === undefined ? '' : `:${where.column}`}`;
    const place = [where?.file === undefined ? '' : `${where.file}${line}`, where?.key ?? ''].filter((part) => part !== '').join(' ');
    return [`  error ${code}${place === '' ? '' : ` at ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(place)}`}`, ...message.split('\n').map((text) => `  ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(text)}`.trimEnd())];
}
/** The lines of a remedy are kept: it may hold a whole file to paste. */
function remedyLines({ outcome }) {
    return outcome.kind === 'failed' ? outcome.error.remedy.split('\n').map((text) => `  ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(text)}`.trimEnd()) : [];
}
function changeLines(changes, paint) {
    const order = ['breaking', 'lost', 'compatible', 'learned'];
    const colour = { breaking: paint.bad, lost: paint.attention, compatible: paint.good, learned: paint.dim };
    const ranked = [...changes].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
    const shown = ranked.slice(0, TABLE_ROWS).map((change) => `  ${colour[change.level](change.level.padEnd(10))}  ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(change.message)}`);
    return [...shown, ...moreLine(changes.length - shown.length, 'change')];
}
function publishedLines(report, paint) {
    const { outcome } = report;
    const standing = (0,_usage_js__WEBPACK_IMPORTED_MODULE_4__/* .standingOf */ .Y)(report);
    if (standing === null) {
        if (outcome.kind !== 'validated' || outcome.nextVersion === null || report.image === '')
            return [];
        return [`  would be published as ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(`${report.image}:${outcome.nextVersion}`)}`];
    }
    const lines = [`  image   ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(standing.image)}`, `  digest  ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(standing.digest)}`];
    if (outcome.kind === 'published') {
        const identity = outcome.reproducible ? 'reproducible' : 'not reproducible';
        lines.push(`  size    ${(0,_log_js__WEBPACK_IMPORTED_MODULE_5__/* .printBytes */ .p)(outcome.size)}, ${(0,_log_js__WEBPACK_IMPORTED_MODULE_5__/* .printBytes */ .p)(outcome.sent)} sent (${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(outcome.builder)}, ${identity})`);
        if (outcome.release.floating.length > 0)
            lines.push(`  also    ${outcome.release.floating.map((tag) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(tag)).join(' ')}`);
    }
    return [...lines, '', paint.dim('  use it:'), ...(0,_usage_js__WEBPACK_IMPORTED_MODULE_4__/* .usageCommands */ .y)(report).map((command) => `    ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(command)}`)];
}
function noteLines({ warnings, findings }, paint) {
    const risks = findings.map((one) => `  ${paint.bad(one.severity.padEnd(10))}  ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(one.message)} (${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(one.where)})`);
    const notes = warnings.map((one) => `  ${paint.attention('warning'.padEnd(10))}  ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(one.message)}${one.where === undefined ? '' : ` (${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(one.where)})`}`);
    return [
        ...risks.slice(0, TABLE_ROWS),
        ...moreLine(risks.length - TABLE_ROWS, 'security finding'),
        ...notes.slice(0, TABLE_ROWS),
        ...moreLine(notes.length - TABLE_ROWS, 'warning'),
    ];
}
function contractLines(report, paint, width) {
    const { contract, completeness, detected } = report;
    if (contract === undefined)
        return [];
    const signatures = (0,_contract_rows_js__WEBPACK_IMPORTED_MODULE_0__/* .contractRows */ .S)(contract);
    const facts = [
        (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)((0,_contract_rows_js__WEBPACK_IMPORTED_MODULE_0__/* .printFramework */ .E)(contract)),
        ...(completeness === undefined ? [] : [`${(0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .percent */ .KN)(completeness)} of its facts are known`]),
        ...(detected === undefined ? [] : [(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(detected.because)]),
        ...(detected?.declaredIn === undefined ? [] : [`declared in ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(detected.declaredIn)}`]),
    ];
    const marks = (0,_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .legend */ .o1)((0,_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .usedSources */ .Yo)(signatures.flatMap((signature) => signature.rows.map((row) => row.sources))));
    const shown = signatures.slice(0, TABLE_ROWS);
    return [
        `  ${paint.bold('contract')}  ${facts.join(', ')}`,
        ...shown.flatMap((signature) => signatureLines(signature, paint, width)),
        ...moreLine(signatures.length - shown.length, 'signature'),
        ...(marks === '' ? [] : ['', paint.dim(`  ${marks}`)]),
    ];
}
function signatureLines(signature, paint, width) {
    const rows = signature.rows.slice(0, TABLE_ROWS);
    const cells = rows.map((row) => {
        const notes = row.notes.length === 0 ? '' : `, ${row.notes.join(', ')}`;
        return [row.side === 'input' ? 'in' : 'out', (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(row.name, _escape_js__WEBPACK_IMPORTED_MODULE_1__/* .NAME_LIMIT */ .Uo), (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(`${row.value}${notes}`, _escape_js__WEBPACK_IMPORTED_MODULE_1__/* .NAME_LIMIT */ .Uo), (0,_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .printSources */ .yb)(row.sources)];
    });
    return [
        '',
        `  ${paint.bold((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(signature.name, _escape_js__WEBPACK_IMPORTED_MODULE_1__/* .NAME_LIMIT */ .Uo))}${signature.positional ? paint.dim(' (by position)') : ''}`,
        ...alignColumns(cells, width - 4).map((line) => `    ${line}`),
        ...moreLine(signature.rows.length - rows.length, 'field'),
    ];
}
function moreLine(left, what) {
    return left > 0 ? [`    … and ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(left, what)} more; --json has all`] : [];
}
/** Columns padded to their widest cell; names and values share what the terminal leaves beside the short columns. */
function alignColumns(rows, width) {
    const columns = Math.max(0, ...rows.map((row) => row.length));
    const room = Math.max(12, Math.floor((width - 4) * 0.4));
    const fitted = rows.map((row) => row.map((cell, index) => (index < columns - 1 ? fitCell(cell, room) : cell)));
    const widths = Array.from({ length: columns }, (_, index) => Math.max(0, ...fitted.map((row) => cellsOf(row[index] ?? ''))));
    return fitted.map((row) => row
        .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - cellsOf(cell)))
        .join('  ')
        .trimEnd());
}
function fitCell(text, room) {
    if (cellsOf(text) <= room)
        return text;
    let limit = room;
    while (limit > 1 && cellsOf((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .cut */ .Jj)(text, limit)) > room)
        limit--;
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .cut */ .Jj)(text, limit);
}
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** East Asian wide and fullwidth letters (Unicode TR 11), as far as scripts go; emoji are counted beside. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation}|\ufe0f/u;
/** Cells that a terminal gives a text: 2 for wide letters and emoji. */
function cellsOf(text) {
    let cells = 0;
    for (const { segment } of graphemes.segment(text))
        cells += WIDE.test(segment) ? 2 : 1;
    return cells;
}
function paletteOf({ color }) {
    const sgr = (code) => (text) => color ? `\u001b[${code}m${text}\u001b[0m` : text;
    return { good: sgr(32), attention: sgr(33), bad: sgr(31), dim: sgr(2), bold: sgr(1) };
}


/***/ })

};
