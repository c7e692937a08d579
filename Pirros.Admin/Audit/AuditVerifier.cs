namespace Pirros.Admin.Audit;

/// <summary>Walks the chains of all tenants and says whether they hold, in memory that does not grow with the number of entries. Others may write meanwhile.</summary>
public sealed class AuditVerifier(IAuditStore store)
{
    private const int Together = 500;

    /// <summary>Verifies everything.</summary>
    /// <param name="known">Heads that an earlier verification found, in any order: their entries must still be there.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<AuditVerification> VerifyAsync(IReadOnlyList<AuditHead> known, CancellationToken cancel)
    {
        var (entries, heads) = (0L, new List<AuditHead>());

        // The chain of the installation comes first, because of its bracket. It says which tenants were deleted after the earlier verification, and how far their chains went.
        var (ends, from) = (new List<AuditHead>(), known.FirstOrDefault(one => one.Tenant == InstallationAudit.Chain)?.Number ?? 0);
        IReadOnlyList<AuditHead> part;
        do
        {
            part = await store.HeadsAsync(heads.Count > 0 ? heads[^1].Tenant : null, Together, cancel);
            foreach (var head in part)
            {
                var (held, broken) = await WalkAsync(head, [.. known.Where(one => one.Tenant == head.Tenant && !WasDeleted(one))], Note, cancel);
                entries += held;
                if (broken is not null)
                    return new AuditVerification(entries, heads, broken);
                heads.Add(head);
            }
        }
        while (part.Count == Together);

        if (known.FirstOrDefault(one => !heads.Exists(head => head.Tenant == one.Tenant) && !WasDeleted(one)) is { } gone)
            return new AuditVerification(entries, heads, new AuditBreak(gone.Tenant, 1, AuditFault.Missing));
        return new AuditVerification(entries, heads, await store.StrayAsync(cancel));

        bool WasDeleted(AuditHead one) => ends.Exists(end => end.Tenant == one.Tenant && (end.Number > one.Number || (end.Number == one.Number && end.Hash.Span.SequenceEqual(one.Hash.Span))));

        void Note(AuditRecord record)
        {
            if (record.Number > from && InstallationAudit.EndOf(record.Entry) is { } end)
                ends.Add(end);
        }
    }

    // Up to the head as it was read, so that what is written meanwhile is not missed by it.
    private async Task<(long Held, AuditBreak? Break)> WalkAsync(AuditHead head, AuditHead[] known, Action<AuditRecord> note, CancellationToken cancel)
    {
        var (number, hash) = (0L, (ReadOnlyMemory<byte>)AuditChain.Start.ToArray());
        IReadOnlyList<AuditRecord> part;
        do
        {
            part = await store.ChainAsync(head.Tenant, number, head.Number, Together, cancel);
            foreach (var record in part)
            {
                if (FaultOf(record, number + 1, hash, known) is { } fault)
                    return (number, new AuditBreak(head.Tenant, fault == AuditFault.Missing ? number + 1 : record.Number, fault));
                note(record);
                (number, hash) = (record.Number, record.Hash);
            }
        }
        while (part.Count == Together);

        if (number != head.Number || known.Any(one => one.Number > number))
            return (number, new AuditBreak(head.Tenant, number + 1, AuditFault.Missing));
        return hash.Span.SequenceEqual(head.Hash.Span) ? (number, null) : (number - 1, new AuditBreak(head.Tenant, number, AuditFault.OutOfOrder));
    }

    private static AuditFault? FaultOf(AuditRecord record, long expected, ReadOnlyMemory<byte> previous, AuditHead[] known)
    {
        if (record.Number != expected)
            return AuditFault.Missing;
        if (!AuditChain.Hash(record.Entry, record.Previous.Span).AsSpan().SequenceEqual(record.Hash.Span))
            return AuditFault.Changed;
        if (!record.Previous.Span.SequenceEqual(previous.Span))
            return AuditFault.OutOfOrder;
        return known.Any(one => one.Number == record.Number && !one.Hash.Span.SequenceEqual(record.Hash.Span)) ? AuditFault.Replaced : null;
    }
}
