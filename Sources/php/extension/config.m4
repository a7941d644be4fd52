dnl For phpize, over an installed library: ./configure --with-latchkey=PREFIX. Its static half is linked in.
PHP_ARG_WITH([latchkey],
  [for the Latchkey library],
  [AS_HELP_STRING([--with-latchkey[=PREFIX]],
    [Verify license files offline, with the library below PREFIX (/usr/local)])])

if test "$PHP_LATCHKEY" != "no"; then
  test "$PHP_LATCHKEY" != "yes" || PHP_LATCHKEY=/usr/local
  for file in include/latchkey.h lib/liblatchkey.a; do
    test -f "$PHP_LATCHKEY/$file" || AC_MSG_ERROR([$PHP_LATCHKEY/$file is missing: name the folder that make install had as PREFIX])
  done
  PHP_ADD_INCLUDE([$PHP_LATCHKEY/include])
  LATCHKEY_SHARED_LIBADD="$PHP_LATCHKEY/lib/liblatchkey.a -Wl,--gc-sections -Wl,--version-script=$abs_srcdir/exports.map"
  PHP_SUBST([LATCHKEY_SHARED_LIBADD])
  PHP_NEW_EXTENSION([latchkey], [latchkey.c], [$ext_shared],, [-fvisibility=hidden])
fi
