# What is installed, and where. Included by the Makefile, after embedded.mk and php/extension.mk.

PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
BASH_COMPLETIONS ?= $(PREFIX)/share/bash-completion/completions
ZSH_COMPLETIONS ?= $(PREFIX)/share/zsh/site-functions
FISH_COMPLETIONS ?= $(PREFIX)/share/fish/vendor_completions.d
DOCUMENTS ?= $(PREFIX)/share/doc/latchkey
# The folder that the command lines lie in. They are built first if it is that of the optimized ones.
PROGRAMS ?= $(RELEASE)
LIBRARY = liblatchkey.so.$(VERSION)

# Debian keeps an extension's settings in one place, from which phpenmod links them into each of PHP's faces; elsewhere the
# place is the folder that PHP scans.
PHP_EXTENSION_DIR = $(shell $(PHP_CONFIG) --extension-dir)
PHP_SCANNED_DIR = $(shell $(PHP_CONFIG) --ini-dir)
PHP_INI_DIR = $(firstword $(abspath $(wildcard $(PHP_SCANNED_DIR)/../../mods-available)) $(PHP_SCANNED_DIR))

# Section or shell, and folder: what `docs/man` and `make completions` have of it goes there.
PAGES = 1:$(PREFIX)/share/man/man1 7:$(PREFIX)/share/man/man7
COMPLETIONS = bash:$(BASH_COMPLETIONS) zsh:$(ZSH_COMPLETIONS) fish:$(FISH_COMPLETIONS)
kind = $(firstword $(subst :, ,$(each)))
folder = $(lastword $(subst :, ,$(each)))
PROGRAM_NAMES = $(COMMANDS) latchkey-verify

# All files that `install` puts below PREFIX, but the GLPI template.
INSTALLED = $(PROGRAM_NAMES:%=$(PREFIX)/bin/%) $(PREFIX)/include/latchkey.h \
	$(addprefix $(LIBDIR)/,$(LIBRARY) liblatchkey.so.1 liblatchkey.so liblatchkey.a pkgconfig/latchkey.pc) \
	$(addprefix $(DOCUMENTS)/,LICENSE README.md CHANGELOG.md latchkey.spdx.json) \
	$(foreach each,$(PAGES),$(addprefix $(folder)/,$(notdir $(wildcard docs/man/*.$(kind))))) \
	$(PROGRAM_NAMES:%=$(BASH_COMPLETIONS)/%) $(PROGRAM_NAMES:%=$(ZSH_COMPLETIONS)/_%) $(PROGRAM_NAMES:%=$(FISH_COMPLETIONS)/%.fish)

.PHONY: install install-programs install-client install-php install-glpi install-documents uninstall test-install

install: install-programs install-client install-php install-glpi install-documents ## install everything: PREFIX, DESTDIR, PHP_CONFIG

install-programs: completions ## install the command lines, manual pages and completions
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(COMMANDS:%=$(PROGRAMS)/%) $(DESTDIR)$(PREFIX)/bin
	$(foreach each,$(PAGES),install -D -m 644 -t $(DESTDIR)$(folder) docs/man/*.$(kind) &&) true
	$(foreach each,$(COMPLETIONS),install -D -m 644 -t $(DESTDIR)$(folder) .build/completions/$(kind)/* &&) true

install-client: $(addprefix $(EMBEDDED)/,liblatchkey.so liblatchkey.a latchkey-verify)
	install -d $(addprefix $(DESTDIR),$(PREFIX)/bin $(PREFIX)/include $(LIBDIR)/pkgconfig)
	install -m 755 $(EMBEDDED)/latchkey-verify $(DESTDIR)$(PREFIX)/bin
	install -m 644 Sources/CLatchkey/include/latchkey.h $(DESTDIR)$(PREFIX)/include
	install -m 644 $(EMBEDDED)/liblatchkey.so $(DESTDIR)$(LIBDIR)/$(LIBRARY)
	ln -sf $(LIBRARY) $(DESTDIR)$(LIBDIR)/liblatchkey.so.1
	ln -sf liblatchkey.so.1 $(DESTDIR)$(LIBDIR)/liblatchkey.so
	install -m 644 $(EMBEDDED)/liblatchkey.a $(DESTDIR)$(LIBDIR)
	sed 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR:$(PREFIX)/%=$${prefix}/%)|; s|@VERSION@|$(VERSION)|' \
		Sources/LatchkeyABI/latchkey.pc.in > $(DESTDIR)$(LIBDIR)/pkgconfig/latchkey.pc

install-php: $(PHP_BUILD)/latchkey.so
	$(if $(PHP_EXTENSION_DIR),,$(error $(PHP_CONFIG) names no folder for extensions: set PHP_CONFIG to another))
	$(if $(PHP_INI_DIR),,$(error $(PHP_CONFIG) names no folder for settings: set PHP_INI_DIR))
	install -d $(DESTDIR)$(PHP_EXTENSION_DIR) $(DESTDIR)$(PHP_INI_DIR)
	install -m 644 $< $(DESTDIR)$(PHP_EXTENSION_DIR)
	install -m 644 $(PHP_SOURCES)/latchkey.ini $(DESTDIR)$(PHP_INI_DIR)
	$(if $(findstring mods-available,$(PHP_INI_DIR)),@echo "enable the extension: phpenmod latchkey")

# Where `latchkey-vendor product scaffold glpi` looks, beside the folder of the program.
install-glpi: glpi-template
	rm -rf $(DESTDIR)$(PREFIX)/share/latchkey/glpi-plugin
	install -d $(DESTDIR)$(PREFIX)/share/latchkey
	cp -R $(GLPI_TEMPLATE) $(DESTDIR)$(PREFIX)/share/latchkey/glpi-plugin

install-documents: sbom
	install -D -m 644 -t $(DESTDIR)$(DOCUMENTS) LICENSE README.md CHANGELOG.md $(SBOM)

uninstall: ## remove what install put there, by the same PREFIX, DESTDIR and PHP_CONFIG
	rm -f $(addprefix $(DESTDIR),$(INSTALLED))
	rm -rf $(DESTDIR)$(PREFIX)/share/latchkey/glpi-plugin
	$(if $(PHP_EXTENSION_DIR),rm -f $(DESTDIR)$(PHP_EXTENSION_DIR)/latchkey.so)
	$(if $(PHP_INI_DIR),rm -f $(DESTDIR)$(PHP_INI_DIR)/latchkey.ini)

test-install: build client php-extension ## install into a folder, use what is there, and remove it again
	@.ci/packages $(PHP_TEST_PACKAGES)
	Tests/Install/run.sh $(MAKE) PROGRAMS=$(DEBUG)
