using CsCheck;
using Pirros.Admin.Tests.Storage;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>Random requests leave the same directory behind as a naive model has.</summary>
public abstract class DirectoryModelContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    [Fact]
    public Task Directory_is_what_a_naive_model_says_after_any_steps() =>
        DirectorySteps.Any.Array[1, 40].SampleAsync(
            async steps =>
            {
                var run = new DirectoryRun(Store, (await Store.ConnectionAsync()).Id);
                foreach (var step in steps)
                    await step.RunAsync(run);
                await run.AllAsync();
            },
            iter: 40,
            threads: 1,
            print: steps => string.Join("\n", steps.Select(step => step.ToString())));
}

public sealed class DirectoryModelOnSqliteTests() : DirectoryModelContract(TestStore.OnSqliteAsync);

public sealed class DirectoryModelOnPostgresTests(PostgresServer server) : DirectoryModelContract(() => TestStore.OnPostgresAsync(server));
