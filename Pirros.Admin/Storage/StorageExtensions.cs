using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using Npgsql;
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
using Pirros.Admin.Limits;
using Pirros.Admin.Preflight;
using Pirros.Admin.Saml;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.SignIn;
using Pirros.Admin.Storage.Postgres;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Storage.Sqlite;
using Pirros.Admin.Storage.TenantData;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Storage;

internal static class StorageExtensions
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(DatabaseOptions.Section);
        services.AddOptions<DatabaseOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, ValidateDatabaseOptions>();
        services.AddSingleton<DatabasePreparation>();
        services.AddSingleton<IStoreFaults, StoreFaults>();
        services.AddSingleton<ITenantStore, TenantStore>();
        services.AddSingleton<ITenantDeletionStore, TenantDeletionStore>();
        services.AddSingleton<ITenantArchive, TenantArchive>();
        services.AddSingleton<IConnectionStore, ConnectionStore>();
        services.AddSingleton<IDeclaredSchemaStore, DeclaredSchemaStore>();
        services.AddSingleton<ITokenStore, TokenStore>();
        services.AddSingleton<IHandOffStore, HandOffStore>();
        services.AddSingleton<IActivityStore, ActivityStore>();
        services.AddSingleton<IGuideStore, GuideStore>();
        services.AddSingleton<ActivityPages>();
        services.AddSingleton<IAuditStore, AuditStore>();
        services.AddSingleton<IPreflightStore, PreflightStore>();
        services.AddSingleton<IResourceStore, ResourceStore>();
        services.AddSingleton<DeactivationGate>();
        services.AddSingleton<IDeactivationStore, DeactivationStore>();
        services.AddSingleton<ResourcePages>();
        services.AddSingleton<IMembershipStore, MembershipStore>();
        services.AddSingleton<MembershipRows>();
        services.AddSingleton<IDirectoryStore, DirectoryStore>();
        services.AddSingleton<ISessionStore, SessionStore>();
        services.AddSingleton<SamlPeople>();
        services.AddSingleton<ISamlStore, SamlStore>();
        services.AddSingleton<DirectoryEventRows>();
        services.AddSingleton<ISecretBox, SecretBox>();
        services.AddSingleton<IOutbox, Outbox>();
        services.AddSingleton<IDeliveryStore, DeliveryStore>();
        services.AddSingleton<ISubscriberStore, SubscriberStore>();

        // An unknown provider is reported by the options' validation, before anything is opened.
        return string.Equals(section[nameof(DatabaseOptions.Provider)], nameof(DatabaseProvider.PostgreSql), StringComparison.OrdinalIgnoreCase)
            ? AddPostgres(services)
            : AddSqlite(services);
    }

    private static IServiceCollection AddSqlite(IServiceCollection services)
    {
        services.AddSingleton<SqliteConnections>();
        services.AddPooledDbContextFactory<SqliteAdminDb>((provider, options) =>
        {
            var connections = provider.GetRequiredService<SqliteConnections>();
            options.UseSqlite(connections.ConnectionString).AddInterceptors(connections).ReplaceService<IMigrationsSqlGenerator, SqliteTables>();
        });
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<SqliteAdminDb>>().CreateDbContext());
        services.AddSingleton<Func<AdminDb>>(provider => provider.GetRequiredService<IDbContextFactory<SqliteAdminDb>>().CreateDbContext);
        services.AddSingleton<IWriteQueue, SqliteWriteQueue>();
        services.AddSingleton(provider => new SqlSessionPool(provider.GetRequiredService<SqliteConnections>().OpenAsync));
        services.AddSingleton<SqlDialect, SqliteDialect>();
        services.AddSingleton<IInstanceStore, SqliteInstances>();
        services.AddSingleton<IBackupStore, SqliteBackup>();
        services.AddDataProtection().SetApplicationName("Pirros.Admin").PersistKeysToDbContext<SqliteAdminDb>();
        services.AddHealthChecks().AddDbContextCheck<SqliteAdminDb>("database").AddCheck<SqliteFileCheck>("file");
        return services;
    }

    private static IServiceCollection AddPostgres(IServiceCollection services)
    {
        services.AddSingleton(provider => new NpgsqlDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString)
            {
                MaxAutoPrepare = 200,
                AutoPrepareMinUsages = 2,

                // Nothing here changes a session's state, so there is none to take back.
                NoResetOnClose = true,
            }.ToString()).Build());
        services.AddPooledDbContextFactory<PostgresAdminDb>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PostgresAdminDb>>().CreateDbContext());
        services.AddSingleton<Func<AdminDb>>(provider => provider.GetRequiredService<IDbContextFactory<PostgresAdminDb>>().CreateDbContext);
        services.AddSingleton<IWriteQueue, PostgresWriteQueue>();
        services.AddSingleton<PostgresStatistics>();
        services.AddSingleton<IInstanceStore, PostgresInstances>();
        services.AddHostedService(provider => provider.GetRequiredService<PostgresStatistics>());
        services.AddSingleton<SqlDialect, PostgresDialect>();
        services.AddSingleton<IBackupStore, PostgresBackup>();

        // The driver pools connections and keeps their statements prepared; a session of ours lives for one read.
        services.AddSingleton(provider => new SqlSessionPool(
            async cancel => new PostgresSession(await provider.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancel)),
            keepOpen: false));
        services.AddDataProtection().SetApplicationName("Pirros.Admin").PersistKeysToDbContext<PostgresAdminDb>();
        services.AddHealthChecks().AddDbContextCheck<PostgresAdminDb>("database");
        return services;
    }
}
