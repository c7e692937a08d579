using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests;

/// <summary>The whole product in this process, in Development, over a database of its own.</summary>
public sealed class TestApp : WebApplicationFactory<Program>
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"pirros-app-{Guid.CreateVersion7():N}.db");
    private readonly Dictionary<string, string?> _settings;

    public TestApp()
    {
        _settings = new Dictionary<string, string?> { ["Database:ConnectionString"] = $"Data Source={_file}", ["Demo:Seed"] = "false" };
    }

    /// <summary>The environment that it runs in.</summary>
    public string EnvironmentName { get; init; } = Environments.Development;

    /// <summary>What a test puts in place of a service; null for nothing.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>The certificate that it listens on https with; null for plain http.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The same with further settings.</summary>
    public static TestApp With(params (string Key, string? Value)[] settings) => new TestApp().Set(settings);

    /// <summary>Sets further settings, before it starts.</summary>
    public TestApp Set(params (string Key, string? Value)[] settings)
    {
        foreach (var (key, value) in settings)
            _settings[key] = value;
        return this;
    }

    public static Actor Operator { get; } = new(ActorKind.Operator, "test|operator", "Test operator");

    public string DatabaseFile => _file;

    /// <summary>Everything that was logged.</summary>
    public TestLog Log { get; } = new();

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Listens on a free port of this machine instead of in memory; gives the origin, such as <c>http://127.0.0.1:34567</c>.</summary>
    public string Listen()
    {
        if (Certificate is { } certificate)
            UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(certificate)));
        else
            UseKestrel(0);
        StartServer();
        var addresses = Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var origin = addresses.First().Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        ClientOptions.BaseAddress = new Uri(origin);
        return origin;
    }

    /// <summary>A tenant (made when it is not there) with a new connection and its first token.</summary>
    public async Task<TestConnection> ConnectionAsync(string slug = "acme", IdentityProvider provider = IdentityProvider.EntraId)
    {
        var cancel = TestContext.Current.CancellationToken;
        await TenantAsync(slug);
        var connection = await Get<ConnectionService>().CreateAsync(Operator, new TenantId(slug), provider, null, cancel);
        var issued = await Get<TokenService>().RotateAsync(Operator, connection.Id, TimeSpan.Zero, TokenService.DefaultLifetime, null, cancel);
        return new TestConnection(connection, issued.Token.Id, issued.Secret);
    }

    /// <summary>A tenant without a connection, unless it is there already.</summary>
    public async Task TenantAsync(string slug, string? name = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        if (await Get<ITenantStore>().FindAsync(new TenantId(slug), cancel) is null)
            await Get<TenantService>().CreateAsync(Operator, slug, name ?? $"{slug} Architects", cancel);
    }

    /// <summary>A client of a connection's SCIM endpoint: relative addresses begin with <c>Users</c>.</summary>
    public HttpClient ScimClient(TestConnection connection)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = ClientOptions.BaseAddress });
        client.BaseAddress = new Uri(client.BaseAddress!, $"/scim/v2/connections/{connection.Connection.Id}/");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", connection.Secret);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        if (Replace is not null)
            builder.ConfigureServices(Replace);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Debug));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in System.IO.Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_file) + "*"))
            File.Delete(file);
    }
}

/// <summary>A connection that a test made, with the secret of its token.</summary>
public sealed record TestConnection(Connection Connection, TokenId TokenId, string Secret);
