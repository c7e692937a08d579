using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Storage.Rows;

namespace Pirros.Admin.Storage;

/// <summary>The database, the same on every provider.</summary>
internal abstract class AdminDb(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<TenantRow> Tenants => Set<TenantRow>();

    /// <summary>The tenants that people reach.</summary>
    public IQueryable<TenantRow> ReachedTenants => Tenants.Where(t => !t.Hidden);

    public DbSet<TenantDeletionRow> TenantDeletions => Set<TenantDeletionRow>();

    public DbSet<ConnectionRow> Connections => Set<ConnectionRow>();

    public DbSet<TokenRow> Tokens => Set<TokenRow>();

    public DbSet<HandOffRow> HandOffs => Set<HandOffRow>();

    public DbSet<ActivityRow> Activity => Set<ActivityRow>();

    public DbSet<ActivityMarkRow> ActivityMarks => Set<ActivityMarkRow>();

    public DbSet<ActivityHourRow> ActivityHours => Set<ActivityHourRow>();

    public DbSet<ActivityHeadRow> ActivityHeads => Set<ActivityHeadRow>();

    public DbSet<DirectoryCountRow> DirectoryCounts => Set<DirectoryCountRow>();

    public DbSet<SandboxRow> Sandboxes => Set<SandboxRow>();

    public DbSet<GuideTickRow> GuideTicks => Set<GuideTickRow>();

    public DbSet<BrakeRow> Brakes => Set<BrakeRow>();

    public DbSet<BrakeWarningRow> BrakeWarnings => Set<BrakeWarningRow>();

    public DbSet<HeldDeactivationRow> HeldDeactivations => Set<HeldDeactivationRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<InstanceRow> Instances => Set<InstanceRow>();

    public DbSet<SubscriberRow> Subscribers => Set<SubscriberRow>();

    public DbSet<DirectoryEventRow> DirectoryEvents => Set<DirectoryEventRow>();

    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    public DbSet<DeliveryAttemptRow> DeliveryAttempts => Set<DeliveryAttemptRow>();

    public DbSet<SamlSettingsRow> SamlSettings => Set<SamlSettingsRow>();

    public DbSet<SamlRequestRow> SamlRequests => Set<SamlRequestRow>();

    public DbSet<SamlUseRow> SamlUses => Set<SamlUseRow>();

    public DbSet<SamlResultRow> SamlResults => Set<SamlResultRow>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AdminDb).Assembly);
        modelBuilder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
    }

    // Ticks in UTC on both databases: the same order, the same precision, and the same value in prepared SQL.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
}
