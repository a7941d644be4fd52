# The PHP extension: C around the library behind latchkey.h, which is linked in. Included by the Makefile, after embedded.mk.

PHP_CONFIG ?= php-config
PHP_BUILD := .build-php
PHP_SOURCES := Sources/php/extension
PHP_PACKAGES := php-dev
PHP_TEST_PACKAGES := $(PHP_PACKAGES) binutils php-cli valgrind
# PHP's headers are not ours to mend: they are read as the system's.
PHP_FLAGS = -Os -fno-asynchronous-unwind-tables -fPIC -fvisibility=hidden -Wall -Wextra -Werror -ffile-prefix-map=$(CURDIR)=. \
	$(patsubst -I%,-isystem %,$(shell $(PHP_CONFIG) --includes)) -ISources/CLatchkey/include

.PHONY: php-extension php-arginfo php-packages test-php-extension

php-packages:
	@.ci/packages $(PHP_PACKAGES)

php-extension: packages php-packages ## build the extension for the PHP that php-config tells about
	$(MAKE) $(PHP_BUILD)/latchkey.so

$(PHP_BUILD):
	mkdir -p $@

$(PHP_BUILD)/latchkey.o: $(wildcard $(PHP_SOURCES)/*.[ch]) Sources/CLatchkey/include/latchkey.h Sources/php/extension.mk \
		| $(PHP_BUILD)
	cc $(PHP_FLAGS) -c $(PHP_SOURCES)/latchkey.c -o $@

# Linked from what liblatchkey.a holds and not from the archive: the linker then still sees the modules as one program, and
# the extension is 32 KB smaller.
$(PHP_BUILD)/latchkey.so: $(PHP_BUILD)/latchkey.o $(EMBEDDED_LIBRARY) $(PHP_SOURCES)/exports.map
	@$(call EMBEDDED_LINK,cc) -shared -Wl,--version-script=$(PHP_SOURCES)/exports.map -Wl,-z,relro,-z,now \
		$(PHP_BUILD)/latchkey.o $(EMBEDDED_LIBRARY) -o $@

php-arginfo: | $(PHP_BUILD) ## write the extension's arginfo anew, from its stubs, as Debian 12's PHP does
	@.ci/packages $(PHP_PACKAGES) php-cli php-parser
	$(PHP_SOURCES)/arginfo.sh $(PHP_SOURCES)/latchkey.stub.php > $(PHP_BUILD)/arginfo.h
	mv $(PHP_BUILD)/arginfo.h $(PHP_SOURCES)/latchkey_arginfo.h

test-php-extension: build client php-extension ## run the extension's tests: plainly, with opcache, under valgrind
	@.ci/packages $(PHP_TEST_PACKAGES)
	PHP_CONFIG=$(PHP_CONFIG) Tests/php/extension/run.sh $(PHP_BUILD)/latchkey.so $(EMBEDDED)/latchkey-verify $(DEBUG)
