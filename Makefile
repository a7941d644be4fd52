# Latchkey. `make help` says what there is to make.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# Undeclared imports are errors; warnings are errors in Package.swift.
SWIFT_FLAGS := --explicit-target-dependency-import-check error
# No path of this machine gets into what is shipped, nor a digest of one; its tables of addresses are read-only once it runs.
OPTIMIZED := -c release --static-swift-stdlib -Xswiftc -file-prefix-map -Xswiftc $(CURDIR)=. \
	$(addprefix -Xlinker ,-z relro -z now)
COMMANDS := latchkey latchkey-vendor latchkey-pkcs11
DEBUG := .build/debug
RELEASE := .build/release
PYTHON := .build-python
FORMAT := swift format
FORMATTED := Package.swift Sources Tests
# What tests note when they have shown a property; and what the long runs note.
EVIDENCE := $(abspath .build/evidence)
SOAK := $(abspath .build/soak)
SBOM := .build/latchkey.spdx.json
# Orders in the batch, and licenses in the ledger, that the vendor's side is timed with.
BENCH_ORDERS ?= 100000
BENCH_LEDGER ?= 1000000

BUILD_PACKAGES := binutils g++ gcc libc6-dev libidn2-dev libp11-kit-dev libpng-dev libpsl-dev libqrencode-dev libsodium-dev \
	libsqlite3-dev libturbojpeg0-dev libzxing-dev musl-tools pkg-config zlib1g-dev
TEST_PACKAGES := debootstrap faketime fish gdb groff-base imagemagick librsvg2-bin mandoc mount opensc openssl php-cli php-codesniffer \
	php-composer-semver python3 python3-venv qrencode softhsm2 strace valgrind zbar-tools zsh

# What may run side by side of the client's tests.
CLIENT_TESTS := test-native test-php-extension test-php-library test-php-robustness

# Other people's test vectors lie outside of the project (docs/vectors.md says where they come from).
ifneq ($(wildcard ../shared/vectors),)
export LATCHKEY_VECTORS ?= $(abspath ../shared/vectors)
endif

.PHONY: help build sbom assurance soak-faults soak-readers soak-kills soak-cases client optimized completions demo test test-client \
	test-native test-template test-php-robustness check check-reproducible check-old lint format embedded readme vectors lives documents \
	documentation snapshots bench soak clean packages test-packages fuzz fuzz-long fuzz-corpus test-fuzz vector-server \
	coverage

include Sources/embedded.mk Sources/php/extension.mk Sources/php/library.mk Sources/php/pictures.mk Sources/php/glpi.mk Sources/install.mk \
	Sources/packaging/packaging.mk Tests/Fuzz/fuzz.mk Tests/Coverage/coverage.mk \
	Tests/Mutation/mutation.mk

help: ## say what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 22

packages:
	@.ci/packages $(BUILD_PACKAGES)

test-packages:
	@.ci/packages $(BUILD_PACKAGES) $(TEST_PACKAGES)

build: packages ## build the command lines, for debugging
	swift build $(SWIFT_FLAGS)

client: packages ## build the library for C and the static program, as Embedded Swift
	$(MAKE) $(addprefix $(EMBEDDED)/,liblatchkey.so liblatchkey.a latchkey-verify)

# optimizing PRODUCTS: builds them.
optimizing = for name in $(1); do swift build $(SWIFT_FLAGS) $(OPTIMIZED) --product $$name || exit 1; done

# They bring what they need of Swift, which Debian does not have (docs/adr/0020-programs-bring-swift-along.md).
optimized: packages ## build the command lines, optimized
	$(call optimizing,$(COMMANDS))
	@# binutils' strip would lose what makes the tables read-only.
	for name in $(COMMANDS); do \
		$(SWIFT_BIN)llvm-objcopy --strip-all --remove-section=.swift_modhash --remove-section=.note.gnu.build-id \
			$(RELEASE)/$$name || exit 1; \
	done

completions: $(if $(filter $(RELEASE),$(PROGRAMS)),optimized) ## write what bash, zsh and fish complete into .build/completions
	Sources/completions.sh $(PROGRAMS) .build/completions

demo: build ## show the whole path on this machine: a vendor, an administrator, three refusals
	@Tests/CommandLine/demo.sh $(DEBUG)

# The command lines are tested as they are shipped, which is faster too, their build included.
test: export LATCHKEY_EVIDENCE = $(EVIDENCE)
test: test-packages $(PYTHON) ## set up what is missing and run every test
	rm -rf $(EVIDENCE) && mkdir -p $(EVIDENCE)
	swift build $(SWIFT_FLAGS) --build-tests
	swift test $(SWIFT_FLAGS) --skip-build --quiet
	@test -n "$$LATCHKEY_VECTORS" || echo "skipped, LATCHKEY_VECTORS names no folder (docs/vectors.md):" \
		"Wycheproof, CCTV, speccheck, RFC 8032, PASERK, web-platform-tests" >&2
	$(MAKE) optimized
	$(call optimizing,vector-server document-generator)
	LATCHKEY_BIN=$(RELEASE) $(PYTHON)/bin/pytest -q -n auto --dist loadfile Tests/CommandLine
	$(MAKE) client
	$(MAKE) -j 2 --output-sync=target php-extension pictures
	$(MAKE) -j 2 --output-sync=target test-template test-fuzz $(CLIENT_TESTS)
	$(PYTHON)/bin/python Tests/Assurance/assurance.py check $(EVIDENCE)

test-client: test-template $(CLIENT_TESTS) ## run the tests of the library, the static program and PHP

test-native: client php-extension $(PYTHON)
	LATCHKEY_BIN=$(DEBUG) LATCHKEY_CLIENT=$(EMBEDDED) LATCHKEY_PHP=$(PHP_BUILD)/latchkey.so \
		$(PYTHON)/bin/pytest -q Tests/Native

# One after the other: they put the GLPI template together in one place.
test-template: client php-extension $(PYTHON)
	for each in test-php-glpi test-install test-tarball; do $(MAKE) $$each || exit 1; done

test-php-robustness: build client php-extension $(PYTHON) ## put 10,000 damaged documents through PHP: its command line, and php-fpm behind nginx
	@.ci/packages nginx php-cli php-fpm valgrind
	$(PYTHON)/bin/python Tests/php/robustness/run.py $(DEBUG) $(EMBEDDED) $(PHP_BUILD)/latchkey.so

check: test-packages $(PYTHON) lint lint-php-library embedded readme documentation check-reproducible check-old ## hold the tree to its rules

check-reproducible: client ## build the client again in another folder, and compare byte for byte
	Tests/Native/reproducible.sh $(EMBEDDED)

check-old: client build $(PYTHON) ## run the client in a Debian 11 (needs root and debootstrap)
	LATCHKEY_BIN=$(DEBUG) LATCHKEY_CLIENT=$(EMBEDDED) $(PYTHON)/bin/pytest -q Tests/Native/old_system.py

lint: ## hold the sources to their format
	$(FORMAT) lint --strict --configuration .ci/swift-format.json --recursive $(FORMATTED)

format: ## format the sources
	$(FORMAT) format --in-place --configuration .ci/swift-format.json --recursive $(FORMATTED)

embedded: packages $(PYTHON) ## build the client core as Embedded Swift and run every vector through it
	$(MAKE) $(EMBEDDED)/vector-runner
	$(PYTHON)/bin/python Tests/Embedded/run.py .build-embedded/vector-runner Tests/Vectors

readme: build glpi-template test-packages $(PYTHON) ## run the commands of the README and the documents, and compare what they print
	LATCHKEY_BIN=$(DEBUG) $(PYTHON)/bin/python Tests/CommandLine/readme.py $(shell grep -l '^```console' README.md docs/*.md)

vectors: packages ## write the conformance vectors anew
	swift run $(SWIFT_FLAGS) vector-generator Tests/Vectors

lives: packages ## write the records of the simulated lives anew
	LATCHKEY_WRITE_LIVES=1 swift test $(SWIFT_FLAGS) --quiet --filter LifeTests

documents: build ## write anew what documents, PHP and the manual pages say of the sources
	$(DEBUG)/document-generator .
	Tests/CommandLine/modules.py docs/architecture.md

documentation: build ## build the documentation of the public symbols into .build/documentation (DocC)
	swift package dump-symbol-graph --minimum-access-level public --skip-synthesized-members > /dev/null
	.ci/documentation.py $(SWIFT_BIN)docc $$(dirname $$(readlink -f $(DEBUG)))/symbolgraph .build/documentation

snapshots: build $(PYTHON) ## record anew what the command lines say (Tests/CommandLine/Snapshots)
	LATCHKEY_BIN=$(DEBUG) LATCHKEY_WRITE_SNAPSHOTS=1 $(PYTHON)/bin/pytest -q \
		Tests/CommandLine/test_help.py Tests/CommandLine/test_terminal.py

assurance: ## write docs/assurance.md from what the last whole `make test` has shown
	$(PYTHON)/bin/python Tests/Assurance/assurance.py write $(EVIDENCE)

# soak TESTS: runs them with LATCHKEY_… set by the caller, and keeps their figures for the next `make assurance`.
define soak
	rm -rf $(SOAK) && mkdir -p $(SOAK)
	LATCHKEY_EVIDENCE=$(SOAK) LATCHKEY_BIN=$(DEBUG) LATCHKEY_CLIENT=$(EMBEDDED) $(PYTHON)/bin/pytest -q -s $(1)
	$(PYTHON)/bin/python Tests/Assurance/assurance.py keep $(SOAK)
endef

soak: soak-faults soak-readers soak-kills soak-cases ## every call of issue failing, ten minutes of readers, 10,000 kills (hours)

soak-faults: export LATCHKEY_FAULTS = all
soak-faults: build $(PYTHON)
	$(call soak,Tests/CommandLine/test_faults.py Tests/CommandLine/test_vendor_faults.py)

soak-readers: export LATCHKEY_READERS_SECONDS ?= 600
soak-readers: build client $(PYTHON)
	$(call soak,Tests/Native/test_readers.py)

soak-kills: export LATCHKEY_KILLS ?= 10000
soak-kills: build $(PYTHON)
	$(call soak,Tests/CommandLine/test_ledger_kills.py)

# More cases of what no row of the page counts.
soak-cases: export LATCHKEY_ORACLE_CASES ?= 300000
soak-cases: export LATCHKEY_PICTURES ?= 300
soak-cases: build $(PYTHON)
	LATCHKEY_BIN=$(DEBUG) $(PYTHON)/bin/pytest -q -s Tests/CommandLine/test_oracle.py Tests/CommandLine/test_pictures.py

bench: optimized client php-extension test-packages $(PYTHON) ## time what a load costs, beside libsodium, PHP, Python and minisign
	@.ci/packages minisign php-fpm
	swift build $(SWIFT_FLAGS) $(OPTIMIZED) --product latchkey-bench
	@Tests/Benchmarks/run.sh $(RELEASE)
	@$(PYTHON)/bin/python Tests/ClientBenchmarks/client.py $(RELEASE) $(EMBEDDED) $(PHP_BUILD)/latchkey.so
	@$(PYTHON)/bin/python Tests/VendorBenchmarks/vendor.py $(RELEASE) $(BENCH_ORDERS) $(BENCH_LEDGER)

sbom: $(if $(filter $(RELEASE),$(PROGRAMS)),optimized) client php-extension pictures ## write .build/latchkey.spdx.json: what is inside of what is shipped (SPDX)
	.ci/sbom.py $(VERSION) $(SBOM) $(COMMANDS:%=$(PROGRAMS)/%) \
		$(addprefix $(EMBEDDED)/,liblatchkey.so liblatchkey.a latchkey-verify) $(PHP_BUILD)/latchkey.so \
		$(addprefix $(PICTURES)/,reader.wasm qrcode.js)

clean: ## remove what was built
	rm -rf .build .build-coverage .build-embedded .build-fuzz .build-php .build-python .build-root-bookworm .build-root-bullseye .build-mutation

$(PYTHON): Tests/requirements.txt | test-packages
	python3 -m venv $@
	$@/bin/pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	@touch $@
