<?php

declare(strict_types=1);

namespace GlpiDouble;

// DBmysql of GLPI 10.0.18 has a public inTransaction(); that of 11.0.6 counts transactions in `transaction_level`, and
// nothing public tells.
if (GLPI_VERSION[1] === '0') {
    abstract class Transactions
    {
        /** @var int */
        protected $transaction_level = 0;

        public function inTransaction()
        {
            return $this->transaction_level > 0;
        }
    }
} else {
    abstract class Transactions
    {
        /** @var int */
        protected $transaction_level = 0;
    }
}
