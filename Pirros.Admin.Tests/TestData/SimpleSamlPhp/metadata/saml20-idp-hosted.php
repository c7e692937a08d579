<?php
// The identity provider itself. The certificate that comes next is shown in its metadata beside the one that it signs with.
$provider = json_decode(file_get_contents(getenv('PROVIDER_FOLDER') . '/provider.json'), true);
$metadata[$provider['entityId']] = [
    'host' => '__DEFAULT__',
    'auth' => 'people',
    'privatekey' => $provider['signing'] . '.key',
    'certificate' => $provider['signing'] . '.crt',
    'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'NameIDFormat' => [$provider['nameIdFormat']],
    'attributes.NameFormat' => 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
    'authproc' => [10 => ['class' => 'saml:AttributeNameID', 'attribute' => 'mail', 'Format' => $provider['nameIdFormat']]],
];
if ($provider['next'] !== null) {
    $metadata[$provider['entityId']] += ['new_privatekey' => $provider['next'] . '.key', 'new_certificate' => $provider['next'] . '.crt'];
}
