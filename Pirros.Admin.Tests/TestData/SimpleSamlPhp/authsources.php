<?php
// Who may sign in, with the password and the attributes of each.
$provider = json_decode(file_get_contents(getenv('PROVIDER_FOLDER') . '/provider.json'), true);
$config = ['people' => ['exampleauth:UserPass']];
foreach ($provider['people'] as $person) {
    $config['people'][$person['userName'] . ':' . $provider['password']] = ['mail' => [$person['email']], 'displayName' => [$person['name']], 'groups' => $person['groups']];
}
