# Which lines of the client core the tests reach (docs/fuzzing.md, "Coverage"). Included by the Makefile, after fuzz.mk.
#
# The core is compiled here without SwiftPM, so that neither the vendor's side nor a package has to be built; as
# ordinary Swift, without cross-module optimization, which would move code to where nothing counts it.

COVERAGE := .build-coverage
COVERAGE_FLAGS := -disable-cmo -I $(COVERAGE)
COVERAGE_COUNT := -profile-generate -profile-coverage-mapping
COVERAGE_CORE := SignedNote LicenseFormat LicenseVerifier LatchkeyABI
COVERAGE_SUITES := SignedNoteTests LicenseFormatTests LicenseVerifierTests LifeTests
COVERAGE_PROGRAMS := $(COVERAGE)/tests $(COVERAGE)/vector-server $(FUZZ_ENTRIES:%=$(COVERAGE)/replay-%)

$(eval $(call plain_core,COVERAGE,$(COVERAGE_COUNT)))
$(eval $(call plain_module,COVERAGE,Fixtures,LicenseFormat,Tests/Fixtures))
$(eval $(call plain_module,COVERAGE,VectorRunner,LicenseVerifier,Tests/VectorRunner))
$(eval $(call plain_module,COVERAGE,VectorServer,VectorRunner,Tests/VectorServer))
$(foreach each,$(COVERAGE_SUITES),$(eval $(call plain_module,COVERAGE,$(each),LicenseVerifier Fixtures,Tests/$(each))))
$(eval $(call plain_module,COVERAGE,CoverageTests,,Tests/Coverage))

COVERAGE_OBJECTS := $(COVERAGE_CORE:%=$(COVERAGE)/%.o)
COVERAGE_LINK = swiftc $(COVERAGE_COUNT) -use-ld=lld $(filter %.o,$^) -lsodium -o $@

$(COVERAGE):
	mkdir -p $@

$(COVERAGE)/tests: $(addprefix $(COVERAGE)/,CoverageTests.o Fixtures.o $(COVERAGE_SUITES:%=%.o)) $(COVERAGE_OBJECTS)
	@$(COVERAGE_LINK)

$(COVERAGE)/vector-server: $(COVERAGE)/VectorServer.o $(COVERAGE)/VectorRunner.o $(COVERAGE_OBJECTS)
	@$(COVERAGE_LINK)

$(COVERAGE)/entry-%.o: $(FUZZ_SOURCES) Sources/CLatchkey/include/latchkey.h | $(COVERAGE)
	$(SWIFT_BIN)clang -std=gnu11 -O1 -Wall -Wextra -Werror -DENTRY=$(shell echo $* | tr a-z A-Z) \
		-I Sources/CLatchkey/include -c Tests/Fuzz/abi_fuzz.c -o $@

$(COVERAGE)/replay.o: Tests/Fuzz/replay.c | $(COVERAGE)
	$(SWIFT_BIN)clang -std=c11 -Wall -Wextra -Werror -c $< -o $@

$(COVERAGE)/replay-%: $(COVERAGE)/entry-%.o $(COVERAGE)/replay.o $(COVERAGE_OBJECTS)
	@$(COVERAGE_LINK)

coverage: packages $(COVERAGE_PROGRAMS) ## say which lines of the client core the tests reach; a line more or less fails
	python3 Tests/Coverage/coverage.py $(COVERAGE) $(SWIFT_BIN)

# Kept, so that nothing is compiled twice.
.PRECIOUS: $(COVERAGE)/entry-%.o
