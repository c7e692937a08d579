using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Pirros.Admin.Tests.Processes;

namespace Pirros.Admin.Tests.Saml.Simple;

/// <summary>
/// SimpleSAMLphp, as Debian packages it: an identity provider that knows nothing of this project. It runs in PHP's own server on a free port of this machine, with keys, people and services that are the
/// test's own. Its configuration is in <c>TestData/SimpleSamlPhp</c>; what a test changes counts from the next request on.
/// </summary>
internal sealed class SimpleSamlPhp : IAsyncDisposable
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "correct horse battery staple";

    /// <summary>Its entity id.</summary>
    public const string EntityId = "urn:simplesamlphp:tests";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("pirros-simplesamlphp-").FullName;
    private readonly string _salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly Dictionary<string, string> _services = [];
    private readonly List<SimplePerson> _people = [];
    private Process? _process;
    private string _signing;
    private string? _next;
    private Signs _signs = Signs.Both;
    private int _keys;

    private SimpleSamlPhp(int port)
    {
        // By name, so that for a browser it is another site than 127.0.0.1, where the product of the tests is: cookies behave as they do between two firms.
        Address = new Uri($"http://localhost:{port}/");
        _signing = MakeKey();
        Write();
    }

    public Uri Address { get; }

    public Uri MetadataUrl => new(Address, "saml2/idp/metadata.php");

    /// <summary>The certificate that it signs with now.</summary>
    public X509Certificate2 Certificate => X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_folder, $"{_signing}.crt"));

    /// <summary>What of a response it signs.</summary>
    public Signs Signs
    {
        get => _signs;
        set
        {
            _signs = value;
            Write();
        }
    }

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<SimpleSamlPhp> StartAsync(CancellationToken cancel)
    {
        var provider = new SimpleSamlPhp(ProductProcess.FreePort());
        try
        {
            provider._process = Process.Start(provider.Describe()) ?? throw new InvalidOperationException("PHP did not start.");
            await provider.ReadyAsync(cancel);
            return provider;
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets somebody sign in, with the password of all.</summary>
    public void AddPerson(string email, string name, params string[] groups)
    {
        _people.Add(new SimplePerson(email.Split('@')[0], email, name, groups));
        Write();
    }

    /// <summary>Signs people in for a service, which is told from others by its Entity ID, and sends what comes of it to the Reply URL.</summary>
    public void AddService(string entityId, string replyUrl)
    {
        _services[entityId] = replyUrl;
        Write();
    }

    /// <summary>Makes the certificate that comes next: the metadata shows both, and the one of before still signs.</summary>
    public void AnnounceNext()
    {
        _next = MakeKey();
        Write();
    }

    /// <summary>Signs with the next certificate; the metadata shows only that.</summary>
    public void TakeNext()
    {
        (_signing, _next) = (_next ?? throw new InvalidOperationException("No certificate was announced."), null);
        Write();
    }

    /// <summary>Where a sign-in begins that no service asked for.</summary>
    public Uri StartUrl(string entityId, string? relayState = null)
        => new(Address, $"saml2/idp/SSOService.php?spentityid={Uri.EscapeDataString(entityId)}{(relayState is null ? "" : $"&RelayState={Uri.EscapeDataString(relayState)}")}");

    /// <summary>What it says of itself.</summary>
    public async Task<byte[]> MetadataAsync(CancellationToken cancel)
    {
        using var client = new HttpClient();
        return await client.GetByteArrayAsync(MetadataUrl, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private ProcessStartInfo Describe()
    {
        var www = Path.Combine(Environment.GetEnvironmentVariable("SIMPLESAMLPHP") is { Length: > 0 } set ? set : "/usr/share/simplesamlphp", "www");
        if (!System.IO.Directory.Exists(www))
            throw new InvalidOperationException("SimpleSAMLphp was not found. Run ./test.sh, which installs it, or set SIMPLESAMLPHP to its folder.");
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = _folder };
        foreach (var argument in new[] { "-c", "exec php -d display_errors=stderr -d error_reporting=8191 -S \"127.0.0.1:$1\" -t \"$2\" >\"$3\" 2>&1", "sh", $"{Address.Port}", www, Path.Combine(_folder, "php.log") })
            start.ArgumentList.Add(argument);
        start.Environment["SIMPLESAMLPHP_CONFIG_DIR"] = Path.Combine(AppContext.BaseDirectory, "TestData", "SimpleSamlPhp");
        start.Environment["PROVIDER_FOLDER"] = _folder;
        return start;
    }

    private async Task ReadyAsync(CancellationToken cancel)
    {
        using var client = new HttpClient();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(patience.Token))
        {
            if (_process!.HasExited)
                throw new InvalidOperationException($"PHP ended with {_process.ExitCode}: {Log()}");
            try
            {
                using var answer = await client.GetAsync(MetadataUrl, patience.Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
                throw new InvalidOperationException($"SimpleSAMLphp answered {answer.StatusCode}: {Log()}");
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    /// <summary>What PHP and SimpleSAMLphp wrote.</summary>
    public string Log() => string.Join('\n', new[] { "php.log", "simplesamlphp.log" }.Select(name => Path.Combine(_folder, name)).Where(File.Exists).Select(File.ReadAllText));

    private string MakeKey()
    {
        var name = $"key{++_keys}";
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest($"CN=SimpleSAMLphp of the tests {name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        File.WriteAllText(Path.Combine(_folder, $"{name}.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(_folder, $"{name}.crt"), certificate.ExportCertificatePem());
        return name;
    }

    private void Write()
    {
        // In one step, since a request may be read at the same time.
        var file = Path.Combine(_folder, "provider.json");
        File.WriteAllText($"{file}.new", JsonSerializer.Serialize(
            new
            {
                Address,
                EntityId,
                Salt = _salt,
                Password,
                People = _people,
                Services = _services,
                Signing = _signing,
                Next = _next,
                NameIdFormat = Admin.Saml.Protocol.SamlNames.EmailAddress,
                SignResponse = _signs is Signs.Response or Signs.Both,
                SignAssertion = _signs is Signs.Assertion or Signs.Both,
            },
            Web));
        File.Move($"{file}.new", file, overwrite: true);
    }
}

/// <summary>Somebody who signs in at the provider.</summary>
/// <param name="UserName">What is typed there.</param>
/// <param name="Email">What the NameID says.</param>
/// <param name="Name">The display name.</param>
/// <param name="Groups">The values of the attribute <c>groups</c>.</param>
internal sealed record SimplePerson(string UserName, string Email, string Name, IReadOnlyList<string> Groups);
