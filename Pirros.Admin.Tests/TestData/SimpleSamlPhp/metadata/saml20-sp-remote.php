<?php
// Whom it signs people in for, and what of a response it signs.
$provider = json_decode(file_get_contents(getenv('PROVIDER_FOLDER') . '/provider.json'), true);
foreach ($provider['services'] as $entityId => $replyUrl) {
    $metadata[$entityId] = [
        'AssertionConsumerService' => $replyUrl,
        'NameIDFormat' => $provider['nameIdFormat'],
        'saml20.sign.response' => $provider['signResponse'],
        'saml20.sign.assertion' => $provider['signAssertion'],
    ];
}
