// Draws the codes of a document: one QR code, or a series to go through. The texts come with the page.
(function () {
    'use strict';

    const QUIET = 4;

    /** A QR code as SVG: level M, as small as the text allows. */
    function drawing(text) {
        const code = window.qrcode(0, 'M');
        code.addData(text, 'Alphanumeric');
        code.make();
        const count = code.getModuleCount();
        let path = '';
        for (let row = 0; row < count; row++) {
            for (let column = 0, run = 0; column <= count; column++) {
                if (column < count && code.isDark(row, column)) {
                    run++;
                } else if (run > 0) {
                    path += 'M' + (column - run + QUIET) + ' ' + (row + QUIET) + 'h' + run + 'v1h-' + run + 'z';
                    run = 0;
                }
            }
        }
        const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
        const size = count + 2 * QUIET;
        picture.setAttribute('viewBox', '0 0 ' + size + ' ' + size);
        picture.setAttribute('shape-rendering', 'crispEdges');
        picture.setAttribute('role', 'img');
        for (const [name, values] of [
            ['rect', { width: size, height: size, fill: '#fff' }], ['path', { d: path, fill: '#000' }]
        ]) {
            const shape = document.createElementNS('http://www.w3.org/2000/svg', name);
            Object.entries(values).forEach(([key, value]) => shape.setAttribute(key, value));
            picture.append(shape);
        }
        return picture;
    }

    function start(box) {
        const texts = JSON.parse(box.dataset.texts);
        const frame = box.querySelector('[data-latchkey=code]');
        const label = box.querySelector('[data-latchkey=code-label]');
        const [back, on] = ['back', 'on'].map((way) => box.querySelector('[data-latchkey=code-' + way + ']'));
        let index = 0;

        function show() {
            const picture = drawing(texts[index]);
            const name = box.dataset.label.replace('%1$d', index + 1).replace('%2$d', texts.length);
            picture.setAttribute('aria-label', name);
            frame.replaceChildren(picture);
            label.textContent = name;
            back.disabled = index === 0;
            on.disabled = index === texts.length - 1;
        }

        back.addEventListener('click', () => { index--; show(); });
        on.addEventListener('click', () => { index++; show(); });
        back.hidden = on.hidden = label.hidden = texts.length === 1;
        show();
        box.hidden = false;
    }

    document.querySelectorAll('[data-latchkey=codes]').forEach(start);
})();
