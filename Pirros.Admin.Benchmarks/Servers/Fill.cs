using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Benchmarks.Limit;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Downstream;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Benchmarks.Servers;

/// <summary>Puts users into a database without HTTP, through the product's own operations, so that what is measured later lies there as the product itself would have written it.</summary>
internal static class Fill
{
    // As many as the product commits together.
    private const int AtOnce = 256;

    /// <summary>Fills the product's database. Gives the ids by user number.</summary>
    public static async Task<Guid[]> ProductAsync(ProductSettings settings, ConnectionId connection, int count)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Configuration).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddMetrics();
        services.AddStorage(configuration);
        services.AddTenants();
        services.AddConnections(configuration);
        services.AddTokens();
        services.AddActivity();
        services.AddDeactivations();
        services.AddDownstream(development: false, delivers: false);
        services.AddScimServer();
        await using var built = services.BuildServiceProvider();
        var operations = built.GetRequiredService<ResourceOperations>();
        return await EachAsync(count, async number =>
        {
            using var body = JsonDocument.Parse(SampleUser.Body(number));
            return Guid.Parse((await operations.CreateAsync(connection, ResourceTypes.User, body.RootElement, CancellationToken.None)).Stored.Id);
        });
    }

    /// <summary>Fills a limit program's directory. Gives the ids by user number.</summary>
    public static async Task<Guid[]> RawAsync(LimitKind kind, string database, int count)
    {
        await using var directory = await LimitProgram.OpenAsync(kind, database, "OFF");
        return await EachAsync(count, async number =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var id = Guid.CreateVersion7(now);
            var user = RawJson.Create(SampleUser.Body(number), id, "User", $"http://127.0.0.1:50000{LimitProgram.BasePath}/Users", now);
            return await directory.AddAsync(id, user.NameKey, user.ExternalId, user.Active, user.Document)
                ? id
                : throw new InvalidOperationException($"User {number} was in {database} before.");
        });
    }

    private static async Task<Guid[]> EachAsync(int count, Func<int, Task<Guid>> add)
    {
        var ids = new Guid[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => ids[number] = await add(number));
        return ids;
    }
}
