--TEST--
phpinfo() tells the release, the interface and the documents
--FILE--
<?php
(new ReflectionExtension('latchkey'))->info();
--EXPECTF--
latchkey

Release => %d.%d.%d
ABI version => 1
latchkey/product@v1 => supported
latchkey/state@v1 => supported
latchkey/context@v1 => supported
latchkey/license@v1 => supported
latchkey/keyring@v1 => supported
latchkey/revocations@v1 => supported
latchkey/clock-repair@v1 => supported
latchkey/request@v1 => supported
latchkey/return@v1 => supported
