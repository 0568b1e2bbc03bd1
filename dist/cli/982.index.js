export const id = 982;
export const ids = [982];
export const modules = {

/***/ 6309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ printFramework),
/* harmony export */   S: () => (/* binding */ contractRows)
/* harmony export */ });
/* harmony import */ var _contract_render_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4753);
/* harmony import */ var _contract_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9872);
/* harmony import */ var _evidence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4264);



/** Nested structs are listed field by field down to this depth; below it they are one printed value. */
const NESTED_DEPTH = 4;
/** A contract as tables: per signature its inputs, then its outputs, in the order callers know. */
function contractRows(contract) {
    return contract.signatures.map((signature) => ({
        name: signature.name,
        positional: signature.positional === true,
        inputs: signature.inputs.length,
        outputs: signature.outputs.length,
        rows: [
            ...signature.inputs.flatMap((field) => fieldRows(field, 'input', '', NESTED_DEPTH)),
            ...signature.outputs.flatMap((field) => fieldRows(field, 'output', '', NESTED_DEPTH)),
        ],
    }));
}
/** `sklearn 1.5.2 (joblib)`, raw. */
function printFramework(contract) {
    const { name, version, format } = contract.framework;
    return `${name}${version === undefined ? '' : ` ${version}`}${format === undefined || format === name ? '' : ` (${format})`}`;
}
function fieldRows(field, side, prefix, depth) {
    const name = `${prefix}${field.name}`;
    const nested = (0,_contract_types_js__WEBPACK_IMPORTED_MODULE_1__/* .kindOf */ .I)(field) === 'struct' && 'struct' in field && depth > 0 ? field.struct : [];
    const row = {
        side,
        name,
        value: nested.length > 0
            ? `struct of ${nested.length} field${nested.length === 1 ? '' : 's'}${field.optional ? ' (optional)' : ''}`
            : (0,_contract_render_js__WEBPACK_IMPORTED_MODULE_2__/* .printValue */ .jt)(field),
        notes: notesOf(field),
        sources: (0,_evidence_js__WEBPACK_IMPORTED_MODULE_0__/* .sourcesOf */ .u0)(field),
        where: field.evidence?.where ?? '',
    };
    return [row, ...nested.flatMap((child) => fieldRows(child, side, `${name}.`, depth - 1))];
}
function notesOf(field) {
    return [
        ...(field.profile && field.profile !== 'none' ? [field.profile] : []),
        ...(field.aliases && field.aliases.length > 0 ? [`also ${field.aliases.join(', ')}`] : []),
        ...(field.evidence?.classes ? [printClasses(field.evidence.classes)] : []),
    ];
}
/** Labels named in one cell. */
const TOLD_CLASSES = 8;
/** `classes: ham, spam`; of many the first. */
function printClasses({ labels, count }) {
    const told = labels.slice(0, TOLD_CLASSES).map(String);
    const rest = count - told.length;
    return `classes: ${told.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}


/***/ }),

/***/ 4264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Yo: () => (/* binding */ usedSources),
/* harmony export */   o1: () => (/* binding */ legend),
/* harmony export */   u0: () => (/* binding */ sourcesOf),
/* harmony export */   yb: () => (/* binding */ printSources)
/* harmony export */ });
/* harmony import */ var _contract_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9872);

/** Strongest first. The marks are told apart without colour; people read them in tables, with `LEGEND` below. */
const SOURCES = [
    { source: 'declared', mark: '✎', meaning: 'declared by the author' },
    { source: 'stored', mark: '●', meaning: 'stored in the file' },
    { source: 'derived', mark: '◐', meaning: 'derived from stored facts' },
    { source: 'assumed', mark: '○', meaning: 'assumed by convention, no promise' },
    { source: 'unknown', mark: '?', meaning: 'not known' },
];
/** `✎ declared by the author · ● stored in the file · …`, of the sources that occur. */
function legend(used) {
    return SOURCES.filter(({ source }) => used.has(source))
        .map(({ mark, meaning }) => `${mark} ${meaning}`)
        .join(' · ');
}
/** `null` for a contract that was not read from a model's files: it has no evidence, which is not the same as evidence of nothing. */
function sourcesOf(field) {
    const { evidence } = field;
    if (evidence === undefined)
        return null;
    const assumed = new Set(field.assumed ?? []);
    const kind = (0,_contract_types_js__WEBPACK_IMPORTED_MODULE_0__/* .kindOf */ .I)(field);
    const shape = 'shape' in field ? field.shape : undefined;
    const typeUnknown = kind === 'tensor' && 'type' in field && field.type === null;
    const dims = (shape ?? []).map((dim, axis) => (dim === null ? 'unknown' : (evidence.dims[axis] ?? 'unknown')));
    const capped = (source, fact) => (assumed.has(fact) ? weakest([source, 'assumed']) : source);
    const rank = capped(shape === null ? 'unknown' : evidence.rank, 'shape');
    return {
        name: capped(evidence.name, 'name'),
        type: typeUnknown ? 'unknown' : capped(evidence.type, 'type'),
        rank,
        dim: dims.length === 0 ? rank : capped(weakest(dims), 'shape'),
    };
}
/** `● stored`, or where the facts differ `● name · ○ type · ◐ shape`; '' without evidence. */
function printSources(sources) {
    if (sources === null)
        return '';
    const facts = [
        ['name', sources.name],
        ['type', sources.type],
        ['shape', weakest([sources.rank, sources.dim])],
    ];
    if (new Set(facts.map(([, source]) => source)).size === 1)
        return `${markOf(sources.name)} ${sources.name}`;
    return facts.map(([fact, source]) => `${markOf(source)} ${fact}`).join(' · ');
}
function usedSources(all) {
    return new Set(all.flatMap((one) => (one === null ? [] : [one.name, one.type, weakest([one.rank, one.dim])])));
}
function weakest(sources) {
    const rank = (source) => SOURCES.findIndex((row) => row.source === source);
    return sources.reduce((weak, source) => (rank(source) > rank(weak) ? source : weak), 'declared');
}
function markOf(source) {
    return SOURCES.find((row) => row.source === source)?.mark ?? '?';
}


/***/ }),

/***/ 6982:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Gc: () => (/* binding */ renderMarkdown)
});

// UNUSED EXPORTS: COMMENT_LIMIT, ICONS, SUMMARY_LIMIT, renderModels, renderSummary

// EXTERNAL MODULE: ./.build/log.js
var log = __webpack_require__(7820);
;// CONCATENATED MODULE: ./.build/report/blocks.js
const SEPARATOR = '\n\n';
const OMITTED = 'Some sections are left out: the report is longer than GitHub shows.';
/** The longest "… and N more" line that `more` may give, bytes. */
const MORE_BYTES = 160;
/** Of the limit: what long tables leave for the titles of the tables after them. */
const RESERVED_SHARE = 0.25;
/**
 * Blocks → one document of at most `limit` bytes of UTF-8 (which is never fewer than its characters). What doesn't fit is left out as whole rows
 * with a count, then as whole blocks with a sentence; nothing is cut in the middle. Every block keeps its place in the document.
 */
function blocks_fit(blocks, limit) {
    let left = limit - bytes(OMITTED) - bytes(SEPARATOR);
    const kept = new Map();
    for (const rank of [...new Set(blocks.map((block) => block.rank))].sort((a, b) => a - b)) {
        const here = [];
        for (const block of blocks) {
            if (block.rank !== rank || frameBytes(block) > left)
                continue;
            left -= frameBytes(block);
            here.push(block);
        }
        const later = blocks.filter((block) => block.rank > rank).reduce((sum, block) => sum + frameBytes(block), 0);
        const reserved = Math.min(later, limit * RESERVED_SHARE);
        for (const block of here) {
            const count = block.kind === 'rows' ? rowsWithin(block.rows, left - reserved) : 0;
            if (block.kind === 'rows')
                left -= block.rows.slice(0, count).reduce((sum, row) => sum + bytes(row) + 1, 0);
            kept.set(block, count);
        }
    }
    const parts = blocks.flatMap((block) => (kept.has(block) ? [render(block, kept.get(block) ?? 0)] : []));
    return (kept.size === blocks.length ? parts : [...parts, OMITTED]).join(SEPARATOR);
}
function render(block, count) {
    if (block.kind === 'text')
        return block.text;
    const left = block.rows.length - count;
    const table = [...(block.before === '' ? [] : [block.before]), ...block.rows.slice(0, count)].join('\n');
    // the blank line ends the table: without it the line would be one more row
    return `${table}${left > 0 ? `${SEPARATOR}${block.more(left)}` : ''}${block.after}`;
}
function frameBytes(block) {
    if (block.kind === 'text')
        return bytes(block.text) + bytes(SEPARATOR);
    return bytes(block.before) + bytes(block.after) + MORE_BYTES + 2 * bytes(SEPARATOR) + 1;
}
function rowsWithin(rows, limit) {
    let used = 0;
    for (const [index, row] of rows.entries()) {
        used += bytes(row) + 1;
        if (used > limit)
            return index;
    }
    return rows.length;
}
const bytes = (text) => Buffer.byteLength(text, 'utf8');

// EXTERNAL MODULE: ./.build/report/contract-rows.js
var contract_rows = __webpack_require__(6309);
// EXTERNAL MODULE: ./.build/report/escape.js
var report_escape = __webpack_require__(3046);
// EXTERNAL MODULE: ./.build/report/evidence.js
var evidence = __webpack_require__(4264);
// EXTERNAL MODULE: ./.build/report/usage.js
var usage = __webpack_require__(8366);
// EXTERNAL MODULE: ./.build/report/wording.js
var wording = __webpack_require__(1709);
;// CONCATENATED MODULE: ./.build/report/markdown.js







/** Characters of a comment's body, enforced by GitHub's API. We count bytes, which are never fewer. */
const COMMENT_LIMIT = 65_536;
/** Bytes of one step's summary, enforced by the runner (actions/runner FileCommandManager.cs, AttachmentSizeLimit). */
const SUMMARY_LIMIT = (/* unused pure expression or super */ null && (1024 * 1024));
/** Rows that are shown unfolded; a longer table folds. */
const OPEN_ROWS = 12;
/** Graphemes of each of at most this many lines of an error; the whole of it is in the log. */
const ERROR_LINES = 20;
const ICONS = { good: '✅', attention: '⚠️', bad: '❌' };
/** What each row means and why it has its level; ids of rules are anchors there. */
const RULES_PAGE = 'https://github.com/mlambda/upload-action/blob/main/docs/contract.md';
const TROUBLESHOOTING = 'https://github.com/mlambda/upload-action/blob/main/docs/troubleshooting.md';
/** The report of one model as GitHub-flavoured Markdown, for the comment and the summary alike; at most `limit` bytes. */
function renderMarkdown(report, limit = COMMENT_LIMIT) {
    return blocks_fit(blocksOf(report), limit);
}
/**
 * The job summary of all models: with several, a list of verdicts first, the bad ones at its top. Each gets an equal share of what the ones before it
 * left. `unchanged`: models that were left alone.
 */
function renderSummary(reports, unchanged = [], limit = SUMMARY_LIMIT) {
    if (reports.length === 1 && reports[0] && unchanged.length === 0)
        return `${renderMarkdown(reports[0], limit - 1)}\n`;
    const outcomes = reports.map(({ outcome }) => outcome.kind);
    const ranked = [...reports].sort((a, b) => byMood(verdict(a).mood, verdict(b).mood));
    const rows = [...ranked.map((report) => `- ${headline(report)}`), ...leftAlone(unchanged)];
    const list = fit([{ kind: 'rows', rank: 0, before: `### ${overviewLine(outcomes, unchanged.length)}\n`, rows, more: more('model'), after: '' }], limit / 4);
    const parts = [list];
    let left = limit - Buffer.byteLength(list) - 1;
    for (const [index, report] of reports.entries()) {
        const part = renderMarkdown(report, Math.floor(left / (reports.length - index)) - 2);
        parts.push(part);
        left -= Buffer.byteLength(part) + 2;
    }
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
function leftAlone(models) {
    if (models.length === 0)
        return [];
    const names = models.slice(0, MAX_NAMED).map(({ name }) => `**${forMarkdown(name, NAME_LIMIT)}**`);
    return [`- ⏭️ not changed, left alone: ${names.join(', ')}${models.length > MAX_NAMED ? ` and ${models.length - MAX_NAMED} more` : ''}`];
}
/** Names in one line. */
const MAX_NAMED = 50;
/** The summary of a run that only names the models. */
function renderModels(models, limit = SUMMARY_LIMIT) {
    const rows = models.map(({ name, path }) => `- **${forMarkdown(name, NAME_LIMIT)}** in ${codeForMarkdown(path)}`);
    return `${fit([{ kind: 'rows', rank: 0, before: `### ${plural(models.length, 'model')}\n`, rows, more: more('model'), after: '' }], limit - 1)}\n`;
}
/** `✅ **churn**: 3 compatible changes → next version 2.5.0 (published 2.4.1)` */
function headline(report) {
    const { mood, model, sentence } = (0,wording/* verdict */.WJ)(report);
    return `${ICONS[mood]} **${(0,report_escape/* forMarkdown */.Bm)(model, report_escape/* NAME_LIMIT */.Uo)}**: ${(0,report_escape/* forMarkdown */.Bm)(firstLine(sentence), 300)}`;
}
function blocksOf(report) {
    return [
        { kind: 'text', rank: 0, text: `### ${headline(report)}` },
        ...failureBlocks(report),
        ...changeBlocks((0,wording/* comparisonOf */.jb)(report)?.changes ?? []),
        ...remedyBlocks(report),
        ...publishedBlocks(report),
        ...findingBlocks(report),
        ...warningBlocks(report),
        ...contractBlocks(report),
    ];
}
/** A refused breaking change is told by the table of changes. */
function failureBlocks(report) {
    const { outcome } = report;
    if (outcome.kind !== 'failed' || (0,wording/* toldByChanges */.ow)(report))
        return [];
    const { code, message, where } = outcome.error;
    const line = where?.line === undefined ? '' : `:${where.line}`;
    const place = [where?.file === undefined ? '' : `${where.file}${line}`, where?.key ?? ''].filter((part) => part !== '');
    const at = place.length === 0 ? '' : ` at ${place.map((part) => (0,report_escape/* codeForMarkdown */.UE)(part)).join(' ')}`;
    const [first = '', ...rest] = lines(message);
    const body = [`[${code}](${TROUBLESHOOTING}#${code})${at}: ${(0,report_escape/* sentenceForMarkdown */.GJ)(first)}`, ...rest.map((text) => `- ${(0,report_escape/* sentenceForMarkdown */.GJ)(text)}`)];
    return [{ kind: 'text', rank: 1, text: body.join('\n') }];
}
function remedyBlocks({ outcome }) {
    return outcome.kind === 'failed' ? [{ kind: 'text', rank: 1, text: remedyText(outcome.error.remedy) }] : [];
}
/** A remedy of several paragraphs ends in a file to paste, which keeps its lines in a fence; a short one is a sentence. */
function remedyText(remedy) {
    const [sentence = '', ...paste] = remedy.split('\n\n');
    const prose = lines(sentence).map((line) => (0,report_escape/* sentenceForMarkdown */.GJ)(line));
    const words = `**To fix it:** ${prose.join('<br>')}`;
    return paste.length === 0 ? words : `${words}\n\n${fence(paste.join('\n\n').split('\n').slice(0, 400))}`;
}
function changeBlocks(changes) {
    if (changes.length === 0)
        return [];
    const ranked = [...changes].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
    const head = '| | What happens to callers | Where | Published | Now |\n|---|---|---|---|---|';
    const rows = ranked.map((change) => {
        const cells = [
            `[**${change.level}**](${RULES_PAGE}#${change.rule})`,
            (0,report_escape/* sentenceForMarkdown */.GJ)(change.message, change.path),
            (0,report_escape/* codeForMarkdown */.UE)(change.where),
            side(change.was),
            side(change.is),
        ];
        return `| ${cells.join(' | ')} |`;
    });
    const open = { kind: 'rows', rank: 1, before: head, rows: rows.slice(0, OPEN_ROWS), more: more('change'), after: '' };
    if (rows.length <= OPEN_ROWS)
        return [open];
    const rest = rows.slice(OPEN_ROWS);
    return [
        open,
        { kind: 'rows', rank: 3, before: `${unfold((0,wording/* plural */.LS)(rest.length, 'more change'))}\n\n${head}`, rows: rest, more: more('change'), after: FOLD_END },
    ];
}
const LEVELS = ['breaking', 'lost', 'compatible', 'learned'];
const side = (printed) => (printed === '' ? '' : (0,report_escape/* codeForMarkdown */.UE)(printed));
function publishedBlocks(report) {
    const { outcome } = report;
    const standing = (0,usage/* standingOf */.Y)(report);
    if (standing === null) {
        if (outcome.kind !== 'validated' || outcome.nextVersion === null || report.image === '')
            return [];
        return [
            {
                kind: 'text',
                rank: 2,
                text: `Would be published as ${(0,report_escape/* codeForMarkdown */.UE)(`${report.image}:${outcome.nextVersion}`, 300)}; nothing has left the runner.`,
            },
        ];
    }
    const facts = [(0,report_escape/* codeForMarkdown */.UE)(standing.image, 300), (0,report_escape/* codeForMarkdown */.UE)(standing.digest, 300)];
    if (outcome.kind === 'published') {
        facts.push((0,report_escape/* forMarkdown */.Bm)(`${(0,log/* printBytes */.p)(outcome.size)}, ${(0,log/* printBytes */.p)(outcome.sent)} sent, ${outcome.builder}, ${outcome.reproducible ? 'reproducible' : 'not reproducible'}`));
        if (outcome.release.floating.length > 0)
            facts.push(`also ${outcome.release.floating.map((tag) => (0,report_escape/* codeForMarkdown */.UE)(tag)).join(' ')}`);
    }
    return [
        { kind: 'text', rank: 2, text: facts.join(' · ') },
        { kind: 'text', rank: 3, text: fence((0,usage/* usageCommands */.y)(report)) },
    ];
}
function findingBlocks({ findings }) {
    if (findings.length === 0)
        return [];
    const rows = findings.map((one) => `| **${one.severity}** | ${(0,report_escape/* sentenceForMarkdown */.GJ)(one.message)} | ${(0,report_escape/* codeForMarkdown */.UE)(one.where)} |`);
    const before = `${unfold(`${(0,wording/* plural */.LS)(findings.length, 'security finding')}: loading this model runs code`, findings.length <= OPEN_ROWS)}\n\n| Severity | Finding | Where |\n|---|---|---|`;
    return [{ kind: 'rows', rank: 2, before, rows, more: more('finding'), after: FOLD_END }];
}
function warningBlocks({ warnings }) {
    if (warnings.length === 0)
        return [];
    const rows = warnings.map((one) => `- ${(0,report_escape/* sentenceForMarkdown */.GJ)(one.message)}${one.where === undefined ? '' : ` (${(0,report_escape/* codeForMarkdown */.UE)(one.where)})`}`);
    return [
        {
            kind: 'rows',
            rank: 4,
            before: `${unfold((0,wording/* plural */.LS)(warnings.length, 'warning'), warnings.length <= OPEN_ROWS)}\n`,
            rows,
            more: more('warning'),
            after: FOLD_END,
        },
    ];
}
function contractBlocks(report) {
    if (report.contract === undefined)
        return [];
    const signatures = (0,contract_rows/* contractRows */.S)(report.contract);
    const facts = [
        `**Contract** ${(0,report_escape/* forMarkdown */.Bm)((0,contract_rows/* printFramework */.E)(report.contract))}`,
        ...(report.completeness === undefined ? [] : [`${(0,wording/* percent */.KN)(report.completeness)} of its facts are known`]),
        ...(report.detected === undefined ? [] : [(0,report_escape/* forMarkdown */.Bm)(report.detected.because)]),
        ...(report.detected?.declaredIn === undefined ? [] : [`declared in ${(0,report_escape/* codeForMarkdown */.UE)(report.detected.declaredIn)}`]),
    ];
    const marks = (0,evidence/* legend */.o1)((0,evidence/* usedSources */.Yo)(signatures.flatMap((signature) => signature.rows.map((row) => row.sources))));
    return [
        { kind: 'text', rank: 4, text: facts.join(' · ') },
        ...signatures.map((signature) => signatureBlock(signature)),
        ...(marks === '' ? [] : [{ kind: 'text', rank: 4, text: `<sub>${marks}</sub>` }]),
    ];
}
function signatureBlock(signature) {
    const title = `<code>${(0,report_escape/* forHtml */.B2)(signature.name)}</code>: ${(0,wording/* plural */.LS)(signature.inputs, 'input')}${signature.positional ? ' by position' : ''}, ${(0,wording/* plural */.LS)(signature.outputs, 'output')}`;
    const head = '| | Name | Type and shape | Known from | Where |\n|---|---|---|---|---|';
    const before = `${unfoldHtml(title, signature.rows.length <= OPEN_ROWS)}\n\n${head}`;
    return { kind: 'rows', rank: 5, before, rows: signature.rows.map(fieldRow), more: more('field'), after: FOLD_END };
}
function fieldRow(row) {
    const notes = row.notes.map((note) => (0,report_escape/* forMarkdown */.Bm)(note, report_escape/* NAME_LIMIT */.Uo)).join(', ');
    const value = `${(0,report_escape/* codeForMarkdown */.UE)(row.value, 200)}${notes === '' ? '' : ` ${notes}`}`;
    return `| ${row.side} | ${(0,report_escape/* codeForMarkdown */.UE)(row.name)} | ${value} | ${(0,evidence/* printSources */.yb)(row.sources)} | ${row.where === '' ? '' : (0,report_escape/* codeForMarkdown */.UE)(row.where)} |`;
}
const FOLD_END = '\n\n</details>';
const unfold = (title, open = false) => unfoldHtml((0,report_escape/* forHtml */.B2)(title), open);
const unfoldHtml = (html, open) => `<details${open ? ' open' : ''}><summary>${html}</summary>`;
const more = (what) => (left) => `… and ${left.toLocaleString('en-US')} more ${what}${left === 1 ? '' : 's'}.`;
/** A code block whose fence is longer than any run of backticks in it; every line is one line. */
function fence(text) {
    const shown = text.map((line) => (0,report_escape/* forLog */.Ig)(line, 500));
    const longest = Math.max(2, ...shown.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
    const bar = '`'.repeat(longest + 1);
    return [bar, ...shown, bar].join('\n');
}
function lines(message) {
    return message
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .slice(0, ERROR_LINES);
}
const firstLine = (sentence) => sentence.split('\n', 1)[0] ?? '';


/***/ }),

/***/ 8366:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ standingOf),
/* harmony export */   y: () => (/* binding */ usageCommands)
/* harmony export */ });
/** The version that callers can use now: just published, or found unchanged. */
function standingOf(report) {
    const { outcome, image } = report;
    if (outcome.kind === 'published')
        return standing(image, outcome.release.version, outcome.release.tag, outcome.release.digest);
    if (outcome.kind !== 'unchanged')
        return null;
    const published = report.baseline?.state === 'compared' ? report.baseline.published : undefined;
    const tag = published?.version === outcome.version ? published.tag : outcome.version;
    return standing(image, outcome.version, tag, outcome.digest);
}
function standing(image, version, tag, digest) {
    return { version, tag, digest, image: `${image}:${tag}`, ref: `${image}@${digest}` };
}
/**
 * Commands that use the image without this tool; one line each, raw.
 * A folder (`oci:PATH`) is an OCI image layout: skopeo and oras read it, docker and crane don't.
 */
function usageCommands(report) {
    const published = standingOf(report);
    if (published === null)
        return [];
    if (report.image.startsWith('oci:')) {
        const layout = report.image.slice('oci:'.length);
        return [
            `skopeo copy oci:${layout}:${published.tag} docker-daemon:${nameOf(layout)}:${published.tag}`,
            `oras copy --from-oci-layout ${layout}:${published.tag} REGISTRY/${nameOf(layout)}:${published.tag}`,
        ];
    }
    return [`docker pull ${published.image}`, `crane export ${published.image} - | tar -xf - model`];
}
const nameOf = (path) => path
    .split('/')
    .filter((part) => part !== '')
    .at(-1) ?? 'model';


/***/ }),

/***/ 1709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $K: () => (/* binding */ otherSideOf),
/* harmony export */   B2: () => (/* binding */ SIGNS),
/* harmony export */   Bv: () => (/* binding */ baselineOf),
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   MT: () => (/* binding */ verdictLine),
/* harmony export */   WJ: () => (/* binding */ verdict),
/* harmony export */   dJ: () => (/* binding */ byMood),
/* harmony export */   jb: () => (/* binding */ comparisonOf),
/* harmony export */   ow: () => (/* binding */ toldByChanges),
/* harmony export */   sP: () => (/* binding */ overviewLine),
/* harmony export */   xS: () => (/* binding */ countChanges)
/* harmony export */ });
/** `churn: 2 breaking changes → next version 3.0.0 (published 2.4.1)`, one line of raw text. */
function verdictLine(report) {
    const { model, sentence } = verdict(report);
    return `${model}: ${sentence}`;
}
/** `8 models: 1 failed, 2 published, 5 left alone` */
function overviewLine(outcomes, leftAlone = 0) {
    const counts = OUTCOMES.map((kind) => [outcomes.filter((outcome) => outcome === kind).length, kind]);
    const told = [...counts, [leftAlone, 'left alone']].filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
    return `${plural(outcomes.length + leftAlone, 'model')}${told.length === 0 ? '' : `: ${told.join(', ')}`}`;
}
const OUTCOMES = ['failed', 'published', 'validated', 'unchanged'];
/** What needs somebody comes first. */
const byMood = (a, b) => MOODS.indexOf(a) - MOODS.indexOf(b);
const MOODS = ['bad', 'attention', 'good'];
/** Before a verdict in plain text. */
const SIGNS = { good: '✔', attention: '!', bad: '✘' };
/**
 * What happened, in one sentence, for every outcome and every state of the baseline. It says "compatible" only where both contracts were read:
 * without a baseline it says so and why.
 */
function verdict(report) {
    const { outcome, model } = report;
    switch (outcome.kind) {
        case 'failed':
            return { mood: 'bad', model, sentence: failedSentence(report, outcome.error.message, outcome.nextVersion) };
        case 'unchanged':
            return { mood: 'good', model, sentence: `unchanged: version ${outcome.version} stands` };
        case 'validated':
            return { mood: moodOf(report), model, sentence: `${finding(report)}${arrow(outcome.nextVersion, report.baseline)}` };
        case 'published': {
            const { release } = outcome;
            if (!release.fresh)
                return { mood: 'good', model, sentence: `version ${release.version} was already published by an earlier attempt of this run` };
            const since = release.previous === null || release.baseline.state !== 'compared' ? '' : ` since ${release.previous.version}`;
            return { mood: moodOf(report), model, sentence: `version ${release.version} published: ${finding(report)}${since}` };
        }
    }
}
/** The baseline of a report: what the release was compared with in the end, else what the story compared with before. */
function baselineOf(report) {
    return report.outcome.kind === 'published' ? report.outcome.release.baseline : report.baseline;
}
/** What the model was compared with: the published version, or what the input `baseline` names. */
function otherSideOf(report) {
    return report.against ?? baselineOf(report);
}
/** The comparison of a report, `undefined` where there was nothing to compare with. */
function comparisonOf(report) {
    const side = otherSideOf(report);
    if (side !== undefined && side.state !== 'compared')
        return undefined;
    return report.outcome.kind === 'published' ? report.outcome.release.comparison : report.comparison;
}
/** The run was refused for a breaking change, and the rows of the comparison say which. */
function toldByChanges(report) {
    const refused = report.outcome.kind === 'failed' && report.outcome.error.code === 'breaking-change';
    return refused && (comparisonOf(report)?.changes.length ?? 0) > 0;
}
function countChanges(changes) {
    const count = (level) => changes.filter((change) => change.level === level).length;
    return { breaking: count('breaking'), compatible: count('compatible'), lost: count('lost'), learned: count('learned') };
}
/** `1 change`, `2 changes`, `10,000 changes`. */
function plural(count, one, many = `${one}s`) {
    return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
/** Rounded down, so that 100 % is said only of a contract without a gap. */
function percent(ratio) {
    return `${Math.floor(ratio * 1000 + 1e-9) / 10} %`;
}
function failedSentence(report, message, nextVersion) {
    const comparison = comparisonOf(report);
    if (comparison === undefined || !toldByChanges(report))
        return `failed: ${message}`;
    const against = report.against === undefined ? '' : ` against ${report.against.label}`;
    return `${levelSentence(comparison)}${against}${arrow(nextVersion ?? null, report.baseline)}`;
}
function arrow(nextVersion, baseline) {
    const published = baseline?.state === 'first' ? undefined : baseline?.published?.version;
    const next = nextVersion === null ? '' : ` → next version ${nextVersion}`;
    return `${next}${published === undefined ? '' : ` (published ${published})`}`;
}
function finding(report) {
    if (report.against !== undefined)
        return findingAgainst(report, report.against);
    const baseline = baselineOf(report);
    const comparison = comparisonOf(report);
    if (baseline === undefined)
        return 'not compared with a published version';
    switch (baseline.state) {
        case 'first':
            return report.detected?.declaredIn === undefined ? 'first version' : `first version, as declared in ${report.detected.declaredIn}`;
        case 'unavailable':
            return `not compared with the published version: ${baseline.reason}`;
        case 'compared':
            return comparison === undefined ? 'not compared with the published version' : `${levelSentence(comparison)}${acceptance(report, comparison)}`;
    }
}
function findingAgainst(report, against) {
    const comparison = comparisonOf(report);
    switch (against.state) {
        case 'first':
            return `not in ${against.label} yet`;
        case 'unavailable':
            return `not compared with ${against.label}: ${against.reason}`;
        case 'compared':
            return comparison === undefined
                ? `not compared with ${against.label}`
                : `${levelSentence(comparison)} against ${against.label}${acceptance(report, comparison)}`;
    }
}
function acceptance(report, comparison) {
    return comparison.level === 'breaking' && report.breakingAccepted !== undefined ? `, accepted by ${report.breakingAccepted}` : '';
}
function levelSentence(comparison) {
    const counts = countChanges(comparison.changes);
    const lost = counts.lost === 0 ? '' : `${plural(counts.lost, 'fact')} no longer known`;
    switch (comparison.level) {
        case 'breaking':
            if (counts.breaking === 0)
                return `${lost}, which counts as breaking`;
            return joined(plural(counts.breaking, 'breaking change'), counts.compatible === 0 ? '' : `${counts.compatible.toLocaleString('en-US')} compatible`, lost);
        case 'compatible':
            return joined(counts.compatible === 0 ? 'compatible' : plural(counts.compatible, 'compatible change'), lost);
        case 'weights':
            return joined('same contract, new content', lost);
        case 'learned':
            return joined(`same promises to callers, ${plural(counts.learned, 'fact')} more known`, lost);
        case 'unchanged':
            return joined('unchanged', lost);
    }
}
const joined = (...parts) => parts.filter((part) => part !== '').join(', ');
function moodOf(report) {
    const comparison = comparisonOf(report);
    if (comparison?.level === 'breaking')
        return 'attention';
    if (report.findings.some((one) => one.severity === 'critical' || one.severity === 'high'))
        return 'attention';
    return otherSideOf(report)?.state === 'unavailable' || countChanges(comparison?.changes ?? []).lost > 0 ? 'attention' : 'good';
}


/***/ })

};
