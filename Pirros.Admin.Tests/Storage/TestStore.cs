using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Backups;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Directory;
using Pirros.Admin.Downstream;
using Pirros.Admin.Guides;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Saml;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

/// <summary>The services over a new, migrated database of their own, without HTTP and with a clock that the test moves.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly string? _file;

    private TestStore(ServiceProvider services, FakeTimeProvider clock, string? file) => (Services, Clock, _file) = (services, clock, file);

    public ServiceProvider Services { get; }

    public FakeTimeProvider Clock { get; }

    public Actor Operator { get; } = new(ActorKind.Operator, "test|operator", "Test operator");

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public static Task<TestStore> OnSqliteAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"pirros-{Guid.CreateVersion7():N}.db");
        return CreateAsync("Sqlite", $"Data Source={file}", file);
    }

    public static async Task<TestStore> OnPostgresAsync(PostgresServer server) => await CreateAsync("PostgreSql", await server.CreateDatabaseAsync(), null);

    /// <summary>A second set of services over the same database, as another process would have.</summary>
    public async Task<TestStore> AnotherProcessAsync()
    {
        var configuration = Services.GetRequiredService<IConfiguration>();
        return await CreateAsync(configuration["Database:Provider"]!, configuration["Database:ConnectionString"]!, null, Clock);
    }

    /// <summary>A tenant with a connection.</summary>
    public async Task<Connection> ConnectionAsync(string slug = "acme", IdentityProvider provider = IdentityProvider.EntraId)
    {
        if (await Get<ITenantStore>().FindAsync(new TenantId(slug), CancellationToken.None) is null)
            await Get<TenantService>().CreateAsync(Operator, slug, $"{slug} Architects", CancellationToken.None);
        return await Get<ConnectionService>().CreateAsync(Operator, new TenantId(slug), provider, null, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (_file is null)
            return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in System.IO.Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_file) + "*"))
            File.Delete(file);
    }

    private static async Task<TestStore> CreateAsync(string provider, string connectionString, string? file, FakeTimeProvider? clock = null)
    {
        clock ??= new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = provider, ["Database:ConnectionString"] = connectionString })
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(clock);
        services.AddLogging();
        services.AddMetrics();
        services.AddStorage(configuration);
        services.AddTenants();
        services.AddConnections(configuration);
        services.AddDeclaredSchemas();
        services.AddDeactivations();
        services.AddTokens();
        services.AddHandOffs();
        services.AddActivity();
        services.AddGuides();
        services.AddAudit();
        services.AddBackups(configuration);
        services.AddDirectory();
        services.AddScimServer();
        services.AddDownstream(development: true, delivers: false);
        services.AddSaml(serves: false);
        var built = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await built.GetRequiredService<DatabasePreparation>().RunAsync(CancellationToken.None);
        return new TestStore(built, clock, file);
    }
}
