# Parsers and the library's entry points under libFuzzer with AddressSanitizer (docs/fuzzing.md). Included by the
# Makefile.
#
# The Swift sources are built as ordinary modules, since what Swift instruments it does not instrument in Embedded mode;
# they are the same sources, optimized, with every trap in them.

FUZZ := .build-fuzz
# How long all targets together run.
FUZZ_MINUTES ?= 10
FUZZ_ENTRIES := verify status import request return inspect support
FUZZ_PARSERS := $(shell sed -nE 's/^.*(Target|body)."([a-z0-9-]+)".*$$/\2/p' Tests/Fuzz/Targets/*.swift)
FUZZ_TARGETS := $(FUZZ_PARSERS) $(FUZZ_ENTRIES:%=abi-%)
FUZZ_PROGRAMS := $(FUZZ_TARGETS:%=$(FUZZ)/fuzz-%)
# A package that key files need, as SwiftPM has it here.
FUZZ_SYSTEM := .build/checkouts/swift-system/Sources
FUZZ_SANITIZERS := -sanitize=fuzzer,address
# The client core as ordinary Swift, without SwiftPM, here and for the coverage.
PLAIN_FLAGS := -O -wmo -enable-testing -parse-as-library -package-name latchkey -swift-version 6 \
	-enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility \
	$(addprefix -I Sources/,CSodium CLatchkey CCallMemory CPosix CPublicSuffix CZlib)
FUZZ_FLAGS := -g $(FUZZ_SANITIZERS) -I $(FUZZ_SYSTEM)/CSystem/include -I $(FUZZ)
FUZZ_SOURCES := $(wildcard Tests/Fuzz/*.c Tests/Fuzz/*.h)

# plain_module BUILD, NAME, NEEDED MODULES, FOLDER, FLAGS: a module as ordinary Swift; BUILD is FUZZ or COVERAGE. The
# compiler leaves an object alone that would be the same; touch says that it is done.
define plain_module
$($(1))/$(2).o: $(shell find $(4) -name '*.swift' | LC_ALL=C sort) $(foreach each,$(3),$($(1))/$(each).o) \
		$(wildcard Sources/C*/*.h Sources/C*/include/*.h) Tests/Fuzz/fuzz.mk | $($(1))
	@echo 'compiling $(2) into $($(1))'
	@swiftc $(PLAIN_FLAGS) $($(1)_FLAGS) $(5) -module-name $(2) -emit-module -emit-module-path $($(1))/$(2).swiftmodule \
		-c $$(filter %.swift,$$^) -o $$@
	@touch $$@
endef

# plain_core BUILD, FLAGS: the client core.
define plain_core
$(call plain_module,$(1),SignedNote,,Sources/SignedNote,$(2))
$(call plain_module,$(1),LicenseFormat,SignedNote,Sources/LicenseFormat,$(2))
$(call plain_module,$(1),LicenseVerifier,LicenseFormat,Sources/LicenseVerifier,$(2))
$(call plain_module,$(1),LatchkeyABI,LicenseVerifier,Sources/LatchkeyABI,$(2))
endef

$(eval $(call plain_core,FUZZ))
$(eval $(call plain_module,FUZZ,LicenseTransport,LicenseFormat,Sources/LicenseTransport))
$(eval $(call plain_module,FUZZ,DurableFile,SystemPackage,Sources/DurableFile))
$(eval $(call plain_module,FUZZ,LicenseSigner,LicenseFormat DurableFile,Sources/LicenseSigner))
$(eval $(call plain_module,FUZZ,FuzzTargets,LicenseVerifier LicenseTransport LicenseSigner,Tests/Fuzz/Targets))

FUZZ_CORE := $(addprefix $(FUZZ)/,SignedNote.o LicenseFormat.o LicenseVerifier.o)
FUZZ_OTHERS := $(addprefix $(FUZZ)/,LicenseTransport.o SystemPackage.o DurableFile.o LicenseSigner.o CSystem.o)

$(FUZZ):
	mkdir -p $@

$(FUZZ_SYSTEM):
	swift package resolve

# Not ours to fuzz, and so not instrumented.
$(FUZZ)/SystemPackage.o: | $(FUZZ) $(FUZZ_SYSTEM)
	@echo 'compiling SystemPackage for fuzzing'
	@swiftc -O -wmo -suppress-warnings -parse-as-library -swift-version 5 -module-name SystemPackage -D SYSTEM_PACKAGE \
		-I $(FUZZ_SYSTEM)/CSystem/include -emit-module -emit-module-path $(FUZZ)/SystemPackage.swiftmodule \
		-c $$(find $(FUZZ_SYSTEM)/System -name '*.swift') -o $@
$(FUZZ)/CSystem.o: | $(FUZZ) $(FUZZ_SYSTEM)
	cc -O1 -I $(FUZZ_SYSTEM)/CSystem/include -c $(FUZZ_SYSTEM)/CSystem/shims.c -o $@

FUZZ_LINK := swiftc $(FUZZ_SANITIZERS) -use-ld=lld

# One program for all parsers: the name that it is called by says which one.
$(FUZZ)/parsers: $(FUZZ)/FuzzTargets.o $(FUZZ_CORE) $(FUZZ_OTHERS)
	@$(FUZZ_LINK) $^ -lsodium -lpsl -lz -o $@

$(FUZZ_PARSERS:%=$(FUZZ)/fuzz-%): $(FUZZ)/parsers
	@ln -sf $(<F) $@

$(FUZZ)/entry-%.o: $(FUZZ_SOURCES) Sources/CLatchkey/include/latchkey.h Tests/Fuzz/fuzz.mk | $(FUZZ)
	$(SWIFT_BIN)clang -std=gnu11 -O1 -g -Wall -Wextra -Werror -fsanitize=fuzzer-no-link,address \
		-DENTRY=$(shell echo $* | tr a-z A-Z) -I Sources/CLatchkey/include -c Tests/Fuzz/abi_fuzz.c -o $@

$(FUZZ)/fuzz-abi-%: $(FUZZ)/entry-%.o $(FUZZ_CORE) $(FUZZ)/LatchkeyABI.o
	@$(FUZZ_LINK) $^ -lsodium -o $@

# Go's own reader of signed notes, from Debian's packages.
$(FUZZ)/note-judge: Tests/Fuzz/note_judge.go | $(FUZZ)
	@.ci/packages golang-go golang-golang-x-mod-dev
	GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$(CURDIR)/$(FUZZ)/go go build -o $@ $<

vector-server: packages
	swift build $(SWIFT_FLAGS) --product vector-server

FUZZ_NEEDS := $(FUZZ_PROGRAMS) $(FUZZ)/note-judge vector-server $(PYTHON)

# The inputs that are kept run once each, and every oracle with them.
test-fuzz: $(FUZZ_NEEDS) ## run the fuzzers' corpora once, and the comparisons with others
	FUZZ_BUILD=$(FUZZ) LATCHKEY_BIN=$(DEBUG) $(PYTHON)/bin/pytest -q Tests/Fuzz

fuzz: $(FUZZ_NEEDS) ## fuzz every parser and entry point, FUZZ_MINUTES together
	@$(PYTHON)/bin/python Tests/Fuzz/run.py $(FUZZ) $(DEBUG)/vector-server $(FUZZ_MINUTES)

fuzz-long: ## fuzz for eight hours
	@$(MAKE) fuzz FUZZ_MINUTES=480

fuzz-corpus: client $(FUZZ_PROGRAMS) $(PYTHON) ## make the fuzzers' corpora anew, from the vectors and what was found
	rm -rf $(FUZZ)/seeds
	$(PYTHON)/bin/python Tests/Fuzz/seeds.py $(EMBEDDED) $(FUZZ)/seeds
	@python3 Tests/Fuzz/minimize.py $(FUZZ) $(FUZZ)/seeds
