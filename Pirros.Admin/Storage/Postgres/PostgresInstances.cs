using Pirros.Admin.Limits;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>Instances see each other in a table.</summary>
internal sealed class PostgresInstances(IWriteQueue writes) : IInstanceStore
{
    private const string Beat = "INSERT INTO instances(id,beats) VALUES(@p0,1) ON CONFLICT (id) DO UPDATE SET beats=instances.beats+1";

    public Task<IReadOnlyDictionary<Guid, long>> BeatAsync(Guid instance, CancellationToken cancel) => writes.RunAsync<IReadOnlyDictionary<Guid, long>>(
        async scope =>
        {
            await scope.Sql.ExecuteAsync(Beat, [instance], cancel);
            return (await scope.Sql.QueryAsync("SELECT id,beats FROM instances", [], row => (Id: row.GetGuid(0), Beats: row.GetInt64(1)), cancel)).ToDictionary(row => row.Id, row => row.Beats);
        },
        cancel);

    public Task ForgetAsync(IReadOnlyCollection<Guid> instances, CancellationToken cancel) => writes.RunAsync(
        scope => scope.Sql.ExecuteAsync("DELETE FROM instances WHERE id=ANY(@p0)", [instances.ToArray()], cancel),
        cancel);
}
