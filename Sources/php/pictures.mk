# What the license page of GLPI needs in the browser for QR codes: scripts of ours, Debian's qrcode.js, which draws codes, and
# the reader of zxing-cpp as WebAssembly. Included by the Makefile, after embedded.mk and before php/glpi.mk.

PICTURES := .build-php/pictures
PICTURE_BUILD := .build-php/reader
PICTURE_PACKAGES := libclang-rt-14-dev-wasm32 libc++-14-dev-wasm32 libc++abi-14-dev-wasm32 node-qrcode-generator wasi-libc
# Swift's compiler and linker also write WebAssembly.
PICTURE_FLAGS = --target=wasm32-wasi -std=c++20 -Os -flto -fexceptions -fignore-exceptions -fno-rtti -fvisibility=hidden \
	-ffunction-sections -fdata-sections -DNDEBUG -DZXING_READERS -nostdinc++ -isystem /usr/include/wasm32-wasi/c++/v1 \
	-isystem /usr/include/wasm32-wasi -I$(PICTURE_BUILD)/core/src -ffile-prefix-map=$(PICTURE_BUILD)/=
PICTURE_LIBRARIES := /usr/lib/wasm32-wasi/crt1-reactor.o -L/usr/lib/wasm32-wasi -lc++ -lc++abi -lc \
	/usr/lib/llvm-14/lib/clang/14.0.6/lib/wasi/libclang_rt.builtins-wasm32.a
# What a reader of QR codes takes of the library.
ZXING_PARTS := Barcode BarcodeFormat BitArray BitMatrix BitMatrixIO BitSource BinaryBitmap CharacterSet ConcentricFinder Content \
	ECI Error GTIN GenericGF GenericGFPoly GlobalHistogramBinarizer GridSampler HRI HybridBinarizer PerspectiveTransform \
	ReedSolomonDecoder ResultPoint TextDecoder Utf WhiteRectDetector qrcode/QRBitMatrixParser qrcode/QRCodecMode \
	qrcode/QRDataBlock qrcode/QRDecoder qrcode/QRDetector qrcode/QRErrorCorrectionLevel qrcode/QRFormatInformation \
	qrcode/QRReader qrcode/QRVersion
PICTURE_COPYRIGHTS := node-qrcode-generator wasi-libc libc++-14-dev-wasm32

.PHONY: pictures

pictures: ## build what the license page of GLPI needs for QR codes
	@.ci/packages $(PICTURE_PACKAGES) python3-venv
	$(MAKE) $(PICTURES)/reader.wasm $(PICTURES)/LICENSES.txt
	install -m 644 Sources/php/library/pictures/*.js /usr/share/nodejs/qrcode-generator/qrcode.js $(PICTURES)

$(PICTURE_BUILD)/core/src/Version.h: Sources/php/pictures/requirements.txt
	rm -rf $(PICTURE_BUILD)
	mkdir -p $(PICTURE_BUILD)
	python3 -m venv $(PICTURE_BUILD)/venv
	$(PICTURE_BUILD)/venv/bin/pip download --quiet --disable-pip-version-check --no-deps --no-binary zxing-cpp --require-hashes \
		-r $< -d $(PICTURE_BUILD)
	tar -xzf $(PICTURE_BUILD)/zxing_cpp-*.tar.gz --strip-components=1 -C $(PICTURE_BUILD)
	sed 's/@.*@/0/; s/#cmakedefine/#define/' $(PICTURE_BUILD)/core/Version.h.in > $@

$(PICTURE_BUILD)/reader.o: Sources/php/pictures/reader.cpp $(PICTURE_BUILD)/core/src/Version.h Sources/php/pictures.mk
	$(SWIFT_BIN)clang++ $(PICTURE_FLAGS) -Wall -Wextra -Werror -c $< -o $@

$(PICTURE_BUILD)/parts/%.o: $(PICTURE_BUILD)/core/src/Version.h Sources/php/pictures.mk
	@mkdir -p $(@D)
	@$(SWIFT_BIN)clang++ $(PICTURE_FLAGS) -w -c $(PICTURE_BUILD)/core/src/$*.cpp -o $@

$(PICTURES)/reader.wasm: $(PICTURE_BUILD)/reader.o $(ZXING_PARTS:%=$(PICTURE_BUILD)/parts/%.o)
	@mkdir -p $(@D)
	@$(SWIFT_BIN)wasm-ld --no-entry --gc-sections --strip-all -o $@ $^ $(PICTURE_LIBRARIES)
	@chmod 644 $@

# Whose work it is, and under which terms.
$(PICTURES)/LICENSES.txt: $(PICTURE_BUILD)/core/src/Version.h Sources/php/pictures/licenses.txt LICENSE
	@mkdir -p $(@D)
	@{ cat Sources/php/pictures/licenses.txt; \
		grep -rhoE 'Copyright [0-9].*' $(PICTURE_BUILD)/core/src/*.cpp $(PICTURE_BUILD)/core/src/qrcode | tr -d '\r' | LC_ALL=C sort -u; \
		cat LICENSE; \
		for name in $(PICTURE_COPYRIGHTS); do \
			printf '\n%s\n\n' "======== $$name ========"; cat /usr/share/doc/$$name/copyright || exit 1; \
		done; } > $@
