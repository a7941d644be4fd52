# The entry points of the library under libFuzzer with AddressSanitizer. Included by the Makefile.
#
# The Swift sources are built as ordinary modules, since what Swift instruments it does not instrument in Embedded mode;
# they are the same sources, optimized, with every trap in them.

FUZZ := .build-fuzz
# How long each of the seven entry points runs.
FUZZ_SECONDS ?= 100
FUZZ_ENTRIES := verify status import request return inspect support
FUZZ_SANITIZERS := -sanitize=fuzzer,address
FUZZ_FLAGS := -O -wmo -g $(FUZZ_SANITIZERS) -parse-as-library -package-name latchkey -swift-version 6 \
	-enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility \
	-I Sources/CSodium -I Sources/CLatchkey -I $(FUZZ)
FUZZ_SOURCES := $(wildcard Tests/Fuzz/*.c Tests/Fuzz/*.h)

# fuzz_module NAME, NEEDED MODULE
define fuzz_module
$(FUZZ)/$(1).o: $(shell find Sources/$(1) -name '*.swift' | LC_ALL=C sort) $(foreach each,$(2),$(FUZZ)/$(each).o) \
		$(wildcard Sources/C*/include/*.h) Tests/Fuzz/fuzz.mk | $(FUZZ)
	swiftc $(FUZZ_FLAGS) -module-name $(1) -emit-module -emit-module-path $(FUZZ)/$(1).swiftmodule \
		-c $$(filter %.swift,$$^) -o $$@
endef

$(eval $(call fuzz_module,SignedNote,))
$(eval $(call fuzz_module,LicenseFormat,SignedNote))
$(eval $(call fuzz_module,LicenseVerifier,LicenseFormat))
$(eval $(call fuzz_module,LatchkeyABI,LicenseVerifier))

FUZZ_OBJECTS := $(addprefix $(FUZZ)/,SignedNote.o LicenseFormat.o LicenseVerifier.o LatchkeyABI.o)

$(FUZZ):
	mkdir -p $@

$(FUZZ)/entry-%.o: $(FUZZ_SOURCES) Sources/CLatchkey/include/latchkey.h Tests/Fuzz/fuzz.mk | $(FUZZ)
	$(SWIFT_BIN)clang -std=gnu11 -O1 -g -Wall -Wextra -Werror -fsanitize=fuzzer-no-link,address \
		-DENTRY=$(shell echo $* | tr a-z A-Z) -I Sources/CLatchkey/include -c Tests/Fuzz/abi_fuzz.c -o $@

$(FUZZ)/fuzz-%: $(FUZZ)/entry-%.o $(FUZZ_OBJECTS)
	swiftc $(FUZZ_SANITIZERS) $^ -lsodium -o $@

$(FUZZ)/corpus: client $(PYTHON) Tests/Fuzz/seeds.py
	rm -rf $@
	$(PYTHON)/bin/python Tests/Fuzz/seeds.py $(EMBEDDED) $@

# A crash ends the run; the input that made it lies in FUZZ/crashes. What was found stays for the next run.
fuzz-abi: $(addprefix $(FUZZ)/fuzz-,$(FUZZ_ENTRIES)) $(FUZZ)/corpus ## fuzz the library's entry points, FUZZ_SECONDS each
	@mkdir -p $(FUZZ)/crashes
	@for entry in $(FUZZ_ENTRIES); do \
		mkdir -p $(FUZZ)/found/$$entry; \
		echo "fuzz-$$entry: $(FUZZ_SECONDS) s"; \
		SWIFT_BACKTRACE=enable=no $(FUZZ)/fuzz-$$entry -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 \
			-max_len=65536 -dict=$(FUZZ)/corpus/dictionary -artifact_prefix=$(FUZZ)/crashes/$$entry- \
			-print_final_stats=1 $(FUZZ)/found/$$entry $(FUZZ)/corpus/$$entry > $(FUZZ)/$$entry.log 2>&1 \
			|| { tail -40 $(FUZZ)/$$entry.log >&2; exit 1; }; \
		grep -E '^(#[0-9]+.DONE|stat::number_of_executed_units)' $(FUZZ)/$$entry.log; \
	done
