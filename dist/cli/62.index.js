export const id = 62;
export const ids = [62];
export const modules = {

/***/ 5062:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   compareSides: () => (/* binding */ compareSides),
/* harmony export */   diffCommand: () => (/* binding */ diffCommand)
/* harmony export */ });
/* harmony import */ var _against_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(813);
/* harmony import */ var _contract_diff_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4947);
/* harmony import */ var _contract_level_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3215);
/* harmony import */ var _contract_at_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6873);
/* harmony import */ var _report_terminal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6085);
/* harmony import */ var _ports_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5226);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7630);







/** `mlambda diff OLD NEW`: what happens to callers of OLD who meet NEW. Finding changes is no failure. */
async function diffCommand(call) {
    const { comparison, labels } = await compareSides(call, call.operands[0] ?? '', call.operands[1] ?? '');
    process.stdout.write(call.json ? `${JSON.stringify(comparison)}\n` : (0,_report_terminal_js__WEBPACK_IMPORTED_MODULE_3__/* .renderChanges */ .O1)(...labels, comparison, (0,_publish_js__WEBPACK_IMPORTED_MODULE_5__.terminal)()));
    return 0;
}
/** Two contracts compared; with equal contracts the files are, where both sides have some: other bytes are `weights`. */
async function compareSides(call, old, next) {
    const inputs = call.inputs('.');
    let opened;
    const ports = () => {
        opened ??= (0,_ports_js__WEBPACK_IMPORTED_MODULE_4__/* .terminalPorts */ .P)(inputs);
        return opened;
    };
    const promise = await (0,_contract_at_js__WEBPACK_IMPORTED_MODULE_2__/* .contractAt */ .CH)(old, { inputs, ports });
    const offer = await (0,_contract_at_js__WEBPACK_IMPORTED_MODULE_2__/* .contractAt */ .CH)(next, { inputs, ports });
    const changes = (0,_contract_diff_js__WEBPACK_IMPORTED_MODULE_1__/* .diff */ .U)((0,_against_js__WEBPACK_IMPORTED_MODULE_0__/* .promiseOf */ .t)(promise, offer.contract), (0,_against_js__WEBPACK_IMPORTED_MODULE_0__/* .promiseOf */ .t)(offer, promise.contract));
    const contentChanged = promise.content !== null && offer.content !== null && promise.content !== offer.content;
    const comparison = { level: (0,_contract_level_js__WEBPACK_IMPORTED_MODULE_6__/* .levelOf */ .I)(changes, { contentChanged, strict: inputs.breaking === 'strict' }), changes };
    return { promise, offer, labels: [promise.label, offer.label], comparison };
}


/***/ })

};
