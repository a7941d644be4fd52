// The import by camera and pictures: collects codes, shows which are missing, and sends their texts like pasted ones.
(function () {
    'use strict';

    /** Milliseconds between two looks at what the camera shows. */
    const PAUSE = 80;

    function start(box) {
        const words = JSON.parse(box.dataset.words);
        const part = (name) => box.querySelector('[data-latchkey=' + name + ']');
        const video = part('video');
        let series = new window.LatchkeySeries();
        let reader = null;
        let stream = null;
        let last = '';

        /** A line that says what came of a picture. */
        function say(kind, name, look) {
            const sentence = words[kind].replace('%s', name);
            if (sentence === last) {
                return;
            }
            last = sentence;
            const line = document.createElement('li');
            line.className = 'text-' + (look || 'danger');
            line.dataset.said = kind;
            line.textContent = sentence;
            part('said').prepend(line);
        }

        function show() {
            const missing = series.missing();
            const badges = Array.from({ length: series.count }, (_, index) => {
                const badge = document.createElement('span');
                badge.className = 'badge me-1 ' + (series.has(index + 1) ? 'bg-green bg-success' : 'bg-secondary')
                    + ' text-white';
                badge.textContent = index + 1;
                return badge;
            });
            part('numbers').replaceChildren(...badges);
            part('progress').hidden = part('anew').hidden = series.count === 0;
            part('bar').style.width = (series.count === 0 ? 0 : 100 - 100 * missing.length / series.count) + '%';
            part('missing').textContent = series.count === 0 ? ''
                : series.isWhole() ? words.whole : words.missing.replace('%s', missing.join(', '));
        }

        /** Takes what a picture holds. */
        function take(found, name, isCamera) {
            if (found.texts.length === 0 && !isCamera) {
                say(found.isUnreadable ? 'unreadable' : 'none', name);
            }
            for (const text of found.texts) {
                const outcome = series.take(text);
                if (outcome === 'taken') {
                    say('taken', name + ', ' + text.slice(10, text.indexOf(':', 10)), 'success');
                } else if (outcome !== 'known') {
                    say(outcome, name);
                }
            }
            show();
            if (series.isWhole()) {
                stop();
                part('texts').value = series.text();
                part('texts').form.requestSubmit();
            }
        }

        async function opened() {
            try {
                reader = reader || await window.LatchkeyReader.open(box.dataset.reader);
                return true;
            } catch (error) {
                say('closed', error.message);
                return false;
            }
        }

        async function readFiles(files) {
            if (!await opened()) {
                return;
            }
            for (const file of files) {
                if (series.isWhole()) {
                    return;
                }
                let picture;
                try {
                    picture = await createImageBitmap(file);
                } catch (error) {
                    say('broken', file.name);
                    continue;
                }
                take(await reader.read(picture, picture.width, picture.height), file.name, false);
                picture.close();
            }
        }

        function stop() {
            if (stream) {
                stream.getTracks().forEach((track) => track.stop());
            }
            stream = null;
            video.hidden = true;
            part('stop').hidden = true;
            part('camera').hidden = !canFilm;
        }

        async function film() {
            if (!await opened()) {
                return;
            }
            try {
                stream = await navigator.mediaDevices.getUserMedia({
                    audio: false,
                    video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } }
                });
            } catch (error) {
                say(error.name === 'NotFoundError' ? 'noCamera' : 'refused', error.name);
                return;
            }
            const mine = stream;
            video.srcObject = stream;
            video.hidden = part('stop').hidden = false;
            part('camera').hidden = true;
            box.scrollIntoView({ behavior: 'instant', block: 'nearest' });
            await video.play();
            while (stream === mine) {
                if (video.videoWidth > 0) {
                    const found = await reader.readOnce(video, video.videoWidth, video.videoHeight);
                    if (stream === mine) {
                        take(found, words.camera, true);
                    }
                }
                await new Promise((resolve) => setTimeout(resolve, PAUSE));
            }
        }

        const canFilm = window.isSecureContext && !!(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
        part('camera').hidden = !canFilm;
        part('insecure').hidden = canFilm;
        part('camera').addEventListener('click', film);
        part('stop').addEventListener('click', stop);
        part('files').addEventListener('change', async (event) => {
            await readFiles(Array.from(event.target.files));
            event.target.value = '';
        });
        part('anew').addEventListener('click', () => {
            series = new window.LatchkeySeries();
            last = '';
            part('said').replaceChildren();
            show();
        });
        window.addEventListener('pagehide', stop);
        show();
        box.hidden = false;
    }

    document.querySelectorAll('[data-latchkey=pictures]').forEach(start);
})();
