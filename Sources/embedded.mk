# The client core as Embedded Swift: the library behind latchkey.h, and the static program. Included by the Makefile.

EMBEDDED := .build-embedded
SWIFT_BIN := $(dir $(realpath $(shell command -v swiftc)))
VERSION := $(shell sed -n 's/^let releaseName: StaticString = "\(.*\)"/\1/p' Sources/LatchkeyABI/Release.swift)

# Embedded Swift, optimized for size and linked as a whole: the linker sees all modules at once, and decides what is put
# into its callers; a loop is not written out once more for each closure that it is given. Passes of Swift's own that look
# for counts of references are left out: they take a call in a pair for removable, though it decides whether an array is
# copied.
EMBEDDED_FLAGS := -Osize -wmo -lto=llvm-full -Xfrontend -function-sections \
	-Xllvm -inline-threshold=0 -Xllvm -sil-disable-pass=closure-specialize -Xfrontend -disable-swift-specific-llvm-optzns \
	-enable-experimental-feature Embedded \
	-enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility \
	-swift-version 6 -warnings-as-errors -parse-as-library -package-name latchkey \
	-file-prefix-map $(CURDIR)=. \
	-I Sources/CSodium -I Sources/CPosix -I Sources/CLatchkey -I Sources/CCallMemory -I Tests/Embedded/CStreams -I $(EMBEDDED)
MUSL_HEADERS := /usr/include/$(subst -gnu,-musl,$(shell cc -print-multiarch 2>/dev/null))
EMBEDDED_C_FLAGS := -Os -fno-asynchronous-unwind-tables -Wall -Wextra -Werror -fPIC -ffunction-sections -ffile-prefix-map=$(CURDIR)=.
# Swift's own linker reads its intermediate code and optimizes it as a whole: identical functions become one, unreachable
# ones go (docs/adr/0013-one-library-without-a-runtime.md).
# What -Osize says is kept, but not that a division may take ten times as long to be three bytes shorter ("minsize").
EMBEDDED_PASSES := --lto-newpm-passes=forceattrs,lto<O2>
EMBEDDED_CODE := -mllvm -force-remove-attribute=minsize -mllvm -inline-threshold=35
EMBEDDED_LINK = $(1) -B$(SWIFT_BIN) -fuse-ld=lld -Wl,--gc-sections -Wl,--icf=all -Wl,--build-id=none \
	-Xlinker '$(EMBEDDED_PASSES)' $(EMBEDDED_CODE:%=-Xlinker %) -s

# swift_module NAME, FOLDER, NEEDED MODULES: an object file of a folder's sources.
define swift_module
$(EMBEDDED)/$(1).o: $(shell find $(2) -name '*.swift' | LC_ALL=C sort) $(foreach each,$(3),$(EMBEDDED)/$(each).o) \
		$(wildcard Sources/C*/*.h Sources/C*/include/*.h) Sources/embedded.mk | $(EMBEDDED)
	@echo 'compiling $(1) as Embedded Swift'
	@swiftc $(EMBEDDED_FLAGS) -module-name $(1) -emit-module -emit-module-path $(EMBEDDED)/$(1).swiftmodule \
		-c $$(filter %.swift,$$^) -o $$@
endef

$(eval $(call swift_module,SignedNote,Sources/SignedNote,))
$(eval $(call swift_module,LicenseFormat,Sources/LicenseFormat,SignedNote))
$(eval $(call swift_module,LicenseVerifier,Sources/LicenseVerifier,LicenseFormat))
$(eval $(call swift_module,LatchkeyABI,Sources/LatchkeyABI,LicenseVerifier))
$(EMBEDDED)/LatchkeyVerify.o: EMBEDDED_FLAGS += -Xcc -isystem -Xcc $(MUSL_HEADERS)
$(eval $(call swift_module,LatchkeyVerify,Sources/latchkey-verify,LatchkeyABI))
$(eval $(call swift_module,VectorRunner,Tests/VectorRunner,LicenseVerifier))
$(eval $(call swift_module,VectorMain,Tests/Embedded,VectorRunner))

EMBEDDED_CORE := $(addprefix $(EMBEDDED)/,SignedNote.o LicenseFormat.o LicenseVerifier.o)
EMBEDDED_LIBRARY := $(EMBEDDED_CORE) $(addprefix $(EMBEDDED)/,LatchkeyABI.o runtime.o support.o libsodium.a)

$(EMBEDDED):
	mkdir -p $@

# By the compiler's own clang, for the linker to see these functions, too.
$(EMBEDDED)/runtime.o: Sources/LatchkeyABI/runtime.c Sources/embedded.mk | $(EMBEDDED)
	$(SWIFT_BIN)clang $(EMBEDDED_C_FLAGS) -flto -c $< -o $@

$(EMBEDDED)/support.o: Sources/LatchkeyABI/support.c Sources/embedded.mk | $(EMBEDDED)
	cc $(EMBEDDED_C_FLAGS) -c $< -o $@

$(EMBEDDED)/support-musl.o: Sources/LatchkeyABI/support.c Sources/embedded.mk | $(EMBEDDED)
	musl-gcc $(EMBEDDED_C_FLAGS) -D_GNU_SOURCE -c $< -o $@

# Debian's libsodium without tables for unwinding: nothing in the library throws through it.
$(EMBEDDED)/libsodium.a: Sources/embedded.mk | $(EMBEDDED)
	objcopy -D --remove-section=.eh_frame "$$(pkg-config --variable=libdir libsodium)/libsodium.a" $@

$(EMBEDDED)/liblatchkey.so: $(EMBEDDED_LIBRARY) Sources/LatchkeyABI/exports.map
	@echo 'linking $(notdir $@)'
	@$(call EMBEDDED_LINK,cc) -shared -Wl,-soname,liblatchkey.so.1 -Wl,--version-script=Sources/LatchkeyABI/exports.map \
		-Wl,-z,relro,-z,now -Wl,--lto-obj-path=$(EMBEDDED)/modules.o $(EMBEDDED_LIBRARY) -o $@

# What the header declares.
parenthesis := (
EXPORTS := $(shell grep -oE '\blatchkey_[a-z_]+[$(parenthesis)]' Sources/CLatchkey/include/latchkey.h | tr -d '$(parenthesis)' | LC_ALL=C sort -u)

# The same code in one object, in which everything but latchkey_* is local: what the linker made of the modules for the
# shared library, and the rest.
$(EMBEDDED)/liblatchkey.a: $(EMBEDDED)/liblatchkey.so
	$(SWIFT_BIN)ld.lld -r --gc-sections $(EXPORTS:%=-u %) --entry=latchkey_verify \
		$(EMBEDDED)/modules.o $(EMBEDDED)/support.o $(EMBEDDED)/libsodium.a -o $(EMBEDDED)/liblatchkey.o
	objcopy --wildcard --keep-global-symbol='latchkey_*' $(EMBEDDED)/liblatchkey.o
	rm -f $@
	ar rcsD $@ $(EMBEDDED)/liblatchkey.o

# The program holds a C library of its own: musl, with which it is half as large and starts in half the time. Debian's
# libsodium, built for glibc, asks it for one function more (support.c).
$(EMBEDDED)/latchkey-verify: $(EMBEDDED_CORE) $(addprefix $(EMBEDDED)/,LatchkeyABI.o runtime.o support-musl.o LatchkeyVerify.o libsodium.a)
	@echo 'linking $(notdir $@)'
	@$(call EMBEDDED_LINK,musl-gcc) -static -Wl,--no-dynamic-linker $^ -o $@

$(EMBEDDED)/vector-runner: $(EMBEDDED_CORE) $(addprefix $(EMBEDDED)/,VectorRunner.o VectorMain.o runtime.o support.o libsodium.a)
	@$(call EMBEDDED_LINK,cc) $^ -o $@
