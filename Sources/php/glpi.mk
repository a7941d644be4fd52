# The plugin for GLPI: the example plugin, which is the template of `latchkey-vendor product scaffold glpi`. Included by the
# Makefile, after php/library.mk.

GLPI_PLUGIN := Sources/php/glpi-plugin
GLPI_TEMPLATE := .build-php/glpi-template
GLPI_TESTS := Tests/php/glpi

.PHONY: glpi-template glpi-plugin test-php-glpi bench-php-glpi

# The library lies below the plugin's own `src`, where GLPI finds classes by their names.
# Without what reads codes when `make WITHOUT_PICTURES=1` says so: its source is not in this repository.
glpi-template: $(EMBEDDED)/latchkey-verify $(if $(WITHOUT_PICTURES),,pictures) ## put the template of a GLPI plugin together: library, verifier and locales inside
	@.ci/packages gettext php-cli
	rm -rf $(GLPI_TEMPLATE)
	mkdir -p $(GLPI_TEMPLATE)/src/bin
	cp -r $(GLPI_PLUGIN)/. $(GLPI_TEMPLATE)
	cp -r Sources/php/library/src $(GLPI_TEMPLATE)/src/Latchkey
	cp LICENSE $(GLPI_TEMPLATE)/src/Latchkey/LICENSE
	php Sources/php/bundle.php $(GLPI_TEMPLATE)/src/Latchkey
	install -m 0755 $(EMBEDDED)/latchkey-verify $(GLPI_TEMPLATE)/src/bin/latchkey-verify
	$(if $(WITHOUT_PICTURES),,cp -r $(PICTURES) $(GLPI_TEMPLATE)/src/pictures)
	for language in en_GB fr_FR; do \
		msgfmt --check-format -o $(GLPI_TEMPLATE)/locales/$$language.mo $(GLPI_PLUGIN)/locales/$$language.po || exit 1; \
	done

glpi-plugin: build glpi-template ## write the example plugin, for a vendor that exists only for it
	rm -rf .build-php/glpi-example
	$(DEBUG)/latchkey-vendor init --vendor vendor.example --no-passphrase -C .build-php/glpi-example/vendor
	$(DEBUG)/latchkey-vendor product add glpi-demo --title "Latchkey demo" --feature reports --unlicensed read-only \
		-C .build-php/glpi-example/vendor
	$(DEBUG)/latchkey-vendor product scaffold glpi glpi-demo --key latchkeydemo -o .build-php/glpi-example \
		-C .build-php/glpi-example/vendor

# The double is GLPI 10 once and GLPI 11 once; both ways to the verifier are tried in each.
test-php-glpi: glpi-template $(PYTHON) ## run the tests of the GLPI part, with a MariaDB and a browser of their own
	@.ci/packages chromium chromium-driver gettext imagemagick libjs-bootstrap5 mariadb-server php-cli php-mysql \
		php-symfony-console phpunit qrencode zbar-tools
	for glpi in 10 11; do \
		LATCHKEY_GLPI=$$glpi LATCHKEY_BIN="$${LATCHKEY_BIN:-$(DEBUG)}" LATCHKEY_VERIFY=$(EMBEDDED)/latchkey-verify \
			php $(PHP_WITH_EXTENSION) /usr/bin/phpunit -c $(GLPI_TESTS)/phpunit.xml || exit 1; \
	done
	LATCHKEY_BIN="$${LATCHKEY_BIN:-$(DEBUG)}" LATCHKEY_TEMPLATE=$(GLPI_TEMPLATE) $(PYTHON)/bin/pytest -q $(GLPI_TESTS)
	LATCHKEY_BIN="$${LATCHKEY_BIN:-$(DEBUG)}" LATCHKEY_VERIFY=$(EMBEDDED)/latchkey-verify python3 $(GLPI_TESTS)/browser.py
	LATCHKEY_BIN="$${LATCHKEY_BIN:-$(DEBUG)}" LATCHKEY_VERIFY=$(EMBEDDED)/latchkey-verify python3 $(GLPI_TESTS)/pictures.py

bench-php-glpi: $(EMBEDDED)/latchkey-verify ## time what a licensed plugin adds to a load of GLPI, database included
	@.ci/packages gettext mariadb-server php-cli php-mysql phpunit
	LATCHKEY_GLPI=11 LATCHKEY_BIN="$${LATCHKEY_BIN:-$(DEBUG)}" LATCHKEY_VERIFY=$(EMBEDDED)/latchkey-verify \
		php $(PHP_WITH_EXTENSION) $(GLPI_TESTS)/bench.php
