// Reads QR codes in pictures, with reader.wasm. Nothing leaves the browser.
(function () {
    'use strict';

    /** Long sides to try a picture in: a photograph is sharp enough when it is smaller, and noisy when it is not. */
    const SIZES = [1600, 1000, 2800];
    /** What a picture that is small anyway is tried in: a code that is missed in one size is there in the next. */
    const SCALES = [1, 1.5, 0.75];

    window.LatchkeyReader = class {
        constructor(module) {
            this.module = module;
            this.canvas = document.createElement('canvas');
            this.program = null;
        }

        static async open(url) {
            const reply = await fetch(url, { credentials: 'same-origin' });
            if (!reply.ok) {
                throw new Error('HTTP ' + reply.status);
            }
            return new this(await WebAssembly.compile(await reply.arrayBuffer()));
        }

        /** What is in a picture, in the first size in which there is a code: its texts, or that one is unreadable. */
        async read(source, width, height) {
            let found = { texts: [], isUnreadable: false };
            const longest = Math.max(width, height);
            const scales = longest > SIZES[1] ? SIZES.map((size) => Math.min(1, size / longest)) : SCALES;
            for (const scale of new Set(scales)) {
                const here = await this.readOnce(source, Math.round(width * scale), Math.round(height * scale));
                found = { texts: here.texts, isUnreadable: here.isUnreadable || found.isUnreadable };
                if (found.texts.length > 0) {
                    break;
                }
            }
            return found;
        }

        /** The same in one size, as a camera needs it. */
        async readOnce(source, width, height) {
            const grey = this.grey(source, width, height);
            try {
                this.program = this.program || await this.start();
                const { memory, pixels, read, length, text } = this.program.exports;
                const place = pixels(width, height);
                if (place === 0) {
                    return { texts: [], isUnreadable: false };
                }
                new Uint8Array(memory.buffer, place, grey.length).set(grey);
                const count = read();
                const texts = [];
                for (let index = 0; index < count; index++) {
                    const bytes = new Uint8Array(memory.buffer, text(index), length(index));
                    texts.push(new TextDecoder('latin1').decode(bytes));
                }
                return { texts, isUnreadable: count < 0 };
            } catch (error) {
                if (!(error instanceof WebAssembly.RuntimeError)) {
                    throw error;
                }
                // It ends where it meets what cannot be; the next picture gets a new one.
                this.program = null;
                return { texts: [], isUnreadable: true };
            }
        }

        async start() {
            const program = await WebAssembly.instantiate(this.module, {});
            program.exports._initialize();
            return program;
        }

        grey(source, width, height) {
            this.canvas.width = width;
            this.canvas.height = height;
            const context = this.canvas.getContext('2d', { willReadFrequently: true });
            // What is transparent is paper.
            context.fillStyle = '#fff';
            context.fillRect(0, 0, width, height);
            context.drawImage(source, 0, 0, width, height);
            const colors = context.getImageData(0, 0, width, height).data;
            const grey = new Uint8Array(width * height);
            for (let index = 0, color = 0; index < grey.length; index++, color += 4) {
                grey[index] = (colors[color] * 77 + colors[color + 1] * 151 + colors[color + 2] * 28) >> 8;
            }
            return grey;
        }
    };
})();
