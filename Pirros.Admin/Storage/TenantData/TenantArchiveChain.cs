using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage.TenantData;

/// <summary>Follows the audit of a tenant through its file: it must hold as it was written. Under another short name it is chained anew, because that name is part of what is hashed.</summary>
internal sealed class TenantArchiveChain(TenantId from, TenantId to)
{
    private byte[] _was = AuditChain.Start.ToArray();
    private byte[] _is = AuditChain.Start.ToArray();

    /// <summary>How many entries went by.</summary>
    public long Number { get; private set; }

    /// <summary>The hash of the newest as the file has it, in hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(_was);

    /// <summary>Whether there were entries, and a head that knows the newest of them.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Verifies an entry or a head, and gives it the other name.</summary>
    /// <exception cref="RefusedException">It does not hold.</exception>
    public void Pass(TenantArchiveRow row)
    {
        if (row.Table.Name == TenantTables.Audit)
            PassEntry(row);
        else if (row.Table.Name == TenantTables.AuditHeads)
            PassHead(row);
    }

    private void PassEntry(TenantArchiveRow row)
    {
        var entry = Entry(row, from, row["actor_tenant"] as string);
        if ((long)row["number"]! != Number + 1 || !_was.AsSpan().SequenceEqual((byte[])row["previous"]!) || !AuditChain.Hash(entry, _was).AsSpan().SequenceEqual((byte[])row["hash"]!))
            throw Broken(Number + 1);
        (Number, _was) = (Number + 1, (byte[])row["hash"]!);
        if (from == to)
        {
            _is = _was;
            return;
        }

        var own = row["actor_tenant"] as string == from.Value ? to.Value : row["actor_tenant"] as string;
        row.Set("actor_tenant", own);
        row.Set("previous", _is);
        _is = AuditChain.Hash(Entry(row, to, own), _is);
        row.Set("hash", _is);
    }

    private void PassHead(TenantArchiveRow row)
    {
        if ((long)row["number"]! != Number || !_was.AsSpan().SequenceEqual((byte[])row["hash"]!))
            throw Broken(Number + 1);
        row.Set("hash", _is);
        IsWhole = Number > 0;
    }

    private static AuditEntry Entry(TenantArchiveRow row, TenantId tenant, string? actorTenant)
    {
        var kind = Enum.TryParse<ActorKind>((string?)row["actor_kind"], out var known) ? known : (ActorKind)(-1);
        var actor = new Actor(kind, (string)row["actor_id"]!, (string)row["actor_name"]!, actorTenant is null ? null : new TenantId(actorTenant), (string?)row["address"]);
        return new AuditEntry(
            (Guid)row["id"]!, new DateTimeOffset((long)row["at"]!, TimeSpan.Zero), actor, tenant, row["connection_id"] is string connection ? new ConnectionId(connection) : null,
            (string)row["action"]!, (string)row["target"]!, (string?)row["reason"]);
    }

    private static RefusedException Broken(long number) => RefusedException.Conflict($"Entry {number} of the audit in this file does not hold. Nothing was added.");
}
