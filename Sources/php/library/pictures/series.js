// Collects the codes of one file, in any order (docs/spec/transport.md). The server puts them together and checks them.
(function () {
    'use strict';

    window.LatchkeySeries = class {
        constructor() {
            this.check = null;
            this.count = 0;
            this.parts = new Map();
        }

        /** Takes a code's text, and says what came of it. */
        take(text) {
            if (!/^LATCHKEY[0-9]/.test(text)) {
                return 'foreign';
            }
            if (!text.startsWith('LATCHKEY1:')) {
                return 'newer';
            }
            const part = /^LATCHKEY1:([1-9][0-9]?)\/([1-9][0-9]?):([0-9A-F]{8}):[0-9A-Z $%*+\-./:]+$/.exec(text);
            const number = part ? Number(part[1]) : 0;
            const count = part ? Number(part[2]) : 0;
            if (!part || number > count) {
                return 'damaged';
            }
            if (this.check !== null && (part[3] !== this.check || count !== this.count)) {
                return 'other';
            }
            if (this.parts.has(number)) {
                return this.parts.get(number) === text ? 'known' : 'damaged';
            }
            this.check = part[3];
            this.count = count;
            this.parts.set(number, text);
            return 'taken';
        }

        has(number) {
            return this.parts.has(number);
        }

        /** The numbers of the codes that are missing, from 1. */
        missing() {
            return Array.from({ length: this.count }, (_, index) => index + 1).filter((number) => !this.has(number));
        }

        isWhole() {
            return this.count > 0 && this.parts.size === this.count;
        }

        /** The texts, one a line. */
        text() {
            return Array.from(this.parts.values()).join('\n') + '\n';
        }
    };
})();
