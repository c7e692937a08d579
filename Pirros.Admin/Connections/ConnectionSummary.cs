namespace Pirros.Admin.Connections;

/// <summary>A connection with the figures that a list shows of it. Reading one costs the same however large its directory is.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="TenantName">Its tenant's name.</param>
/// <param name="Users">Users in its directory, active or not.</param>
/// <param name="ActiveUsers">Those of them that are active.</param>
/// <param name="LiveTokens">Tokens that the endpoint accepts now.</param>
/// <param name="TokenEndsAt">When the last of the live tokens ends; null when one of them never does, or there is none.</param>
/// <param name="LastRequestAt">When the newest request arrived, refused ones included; null when none ever did.</param>
/// <param name="LastStatus">The HTTP status that it was answered with.</param>
/// <param name="LastSuccessAt">When the newest request arrived that was answered with success.</param>
public sealed record ConnectionSummary(
    Connection Connection,
    string TenantName,
    long Users,
    long ActiveUsers,
    int LiveTokens,
    DateTimeOffset? TokenEndsAt,
    DateTimeOffset? LastRequestAt,
    int? LastStatus,
    DateTimeOffset? LastSuccessAt)
{
    /// <summary>What its activity showed of its health.</summary>
    public ConnectionSigns Signs { get; init; } = ConnectionSigns.None;

    /// <summary>When the last certificate ends that its provider signs sign-ins with; null when none is known.</summary>
    public DateTimeOffset? CertificateEndsAt { get; init; }

    /// <summary>How the connection is, in one of the five words that every page uses.</summary>
    public ConnectionState StateAt(DateTimeOffset now) => ConnectionConditions.WorstOf(this, now).State;

    /// <summary>What is to be said of it before all else.</summary>
    public ConnectionCondition ConditionAt(DateTimeOffset now) => ConnectionConditions.WorstOf(this, now).Condition;
}
