<?php

declare(strict_types=1);

use GlpiPlugin\Latchkeydemo\NotePage;

include __DIR__ . '/../../../inc/includes.php';

Session::checkLoginUser();
Plugin::load('latchkeydemo');
(new NotePage())->serve();
