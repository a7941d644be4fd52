mod stage/php/latchkey.ini
