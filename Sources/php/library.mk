# The PHP library: the Composer package latchkey/client. Included by the Makefile.

PHP_TESTS := Tests/php/library
PHP_PACKAGE := .build-php/latchkey-client
# The PHP extension, where it is built: `make test-php-library LATCHKEY_EXTENSION=PATH`.
LATCHKEY_EXTENSION ?= $(wildcard .build-php/latchkey.so)
PHP_WITH_EXTENSION = $(if $(LATCHKEY_EXTENSION),-d extension=$(abspath $(LATCHKEY_EXTENSION)))

.PHONY: php-library test-php-library lint-php-library bench-php-library

php-library: $(EMBEDDED)/latchkey-verify $(if $(WITHOUT_PICTURES),,pictures) ## put the Composer package together, the static program included
	rm -rf $(PHP_PACKAGE)
	mkdir -p $(PHP_PACKAGE)/bin
	cp -r Sources/php/library/src Sources/php/library/composer.json Sources/php/library/README.md LICENSE $(PHP_PACKAGE)
	install -m 0755 $(EMBEDDED)/latchkey-verify $(PHP_PACKAGE)/bin/latchkey-verify
	$(if $(WITHOUT_PICTURES),,cp -r $(PICTURES) $(PHP_PACKAGE)/pictures)

test-php-library: $(EMBEDDED)/latchkey-verify ## run the PHP library's tests
	@.ci/packages php-apcu php-cli php-intl php-sqlite3 phpunit
	LATCHKEY_BIN="$${LATCHKEY_BIN:-$(DEBUG)}" LATCHKEY_VERIFY=$(EMBEDDED)/latchkey-verify \
		php $(PHP_WITH_EXTENSION) /usr/bin/phpunit -c $(PHP_TESTS)/phpunit.xml

lint-php-library: ## hold the PHP library to PSR-12
	@.ci/packages php-codesniffer
	phpcs --standard=Sources/php/library/phpcs.xml

bench-php-library: php-library ## time the PHP library's verdict, and its own part of it
	LATCHKEY_BIN="$${LATCHKEY_BIN:-$(DEBUG)}" LATCHKEY_VERIFY=$(EMBEDDED)/latchkey-verify \
		php $(PHP_WITH_EXTENSION) $(PHP_TESTS)/bench.php
