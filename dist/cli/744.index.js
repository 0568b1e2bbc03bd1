export const id = 744;
export const ids = [744];
export const modules = {

/***/ 8744:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   versions: () => (/* binding */ versions)
/* harmony export */ });
/* harmony import */ var _registry_collection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9482);
/* harmony import */ var _report_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3046);
/* harmony import */ var _report_terminal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6085);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2705);
/* harmony import */ var _ports_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5226);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7630);






/** `mlambda versions REPOSITORY`: the collection as a table, newest first. Exit code 1 when the chain of parents is broken. */
async function versions(call) {
    const inputs = call.inputs('.');
    const name = call.operands[0] ?? '';
    const ports = await (0,_ports_js__WEBPACK_IMPORTED_MODULE_4__/* .terminalPorts */ .P)(inputs);
    const collection = await (0,_registry_collection_js__WEBPACK_IMPORTED_MODULE_0__/* .readCollection */ .H)(await ports.repository(name), (0,_verdict_js__WEBPACK_IMPORTED_MODULE_3__/* .numberingOf */ .pQ)(inputs));
    process.stdout.write(call.json ? `${JSON.stringify(collection)}\n` : table(name, collection.rows));
    return collection.intact ? 0 : 1;
}
/** Digits of a digest that tell versions of one collection apart. */
const SHORT = 12;
function table(name, rows) {
    if (rows.length === 0)
        return `${(0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(name)} has no version yet\n`;
    const short = (digest) => digest?.replace(/^sha256:/, '').slice(0, SHORT) ?? '';
    const cells = rows.map((row) => [
        row.version,
        row.date?.slice(0, 10) ?? '',
        (0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(row.change ?? 'published by another tool', 80),
        short(row.contractDigest),
        (0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(row.revision?.slice(0, SHORT) ?? ''),
        short(row.digest),
    ]);
    const lines = (0,_report_terminal_js__WEBPACK_IMPORTED_MODULE_2__/* .alignColumns */ .RM)([['version', 'date', 'change', 'contract', 'revision', 'digest'], ...cells], (0,_publish_js__WEBPACK_IMPORTED_MODULE_5__.terminal)().width);
    const broken = rows.flatMap((row) => row.problems.map((problem) => `  ${row.version}: ${(0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(problem)}`));
    return `${[...lines, ...(broken.length > 0 ? ['', 'the chain is broken:', ...broken] : [])].join('\n')}\n`;
}


/***/ })

};
