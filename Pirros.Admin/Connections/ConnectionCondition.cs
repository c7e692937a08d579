namespace Pirros.Admin.Connections;

/// <summary>What can be said of a connection. Of those that hold the worst is shown, and of equally bad ones the first.</summary>
public enum ConnectionCondition
{
    /// <summary>Switched off by a person.</summary>
    Off,

    /// <summary>No token is live.</summary>
    NoToken,

    /// <summary>The newest request was refused for its token.</summary>
    TokenRefused,

    /// <summary>Requests go to paths that do not exist, and none succeeded since.</summary>
    PathUnknown,

    /// <summary>The newest request failed on our side.</summary>
    ServerFailed,

    /// <summary>Deactivations beyond the usual wait for a person.</summary>
    DeactivationsHeld,

    /// <summary>Deactivations beyond the usual went through, and nobody has marked that as seen.</summary>
    DeactivationsBeyond,

    /// <summary>Many people were deactivated within a day.</summary>
    MassDeactivation,

    /// <summary>A token was sent that may not do what was asked, or not from where it came.</summary>
    TokenLimited,

    /// <summary>Users are looked for by an attribute that can't be searched.</summary>
    FilterRefused,

    /// <summary>Users are refused because another has the same userName.</summary>
    Duplicates,

    /// <summary>Users are refused for a value.</summary>
    UsersInvalid,

    /// <summary>Many requests fail, or none ever succeeded.</summary>
    Failures,

    /// <summary>A replaced token is still in use while the new one was never used.</summary>
    NewTokenUnused,

    /// <summary>The newest request was one too many.</summary>
    Throttled,

    /// <summary>The last token ends within 14 days.</summary>
    TokenEnds,

    /// <summary>The last certificate of the provider ends within 14 days, or has ended.</summary>
    CertificateEnds,

    /// <summary>Nothing has arrived for longer than two of the provider's cycles.</summary>
    Silent,

    /// <summary>No request ever arrived.</summary>
    NothingYet,

    /// <summary>Requests arrived, and none of them brought a user or a group.</summary>
    OnlyTested,

    /// <summary>The last token ends within 90 days.</summary>
    TokenEndsLater,

    /// <summary>The last certificate of the provider ends within 90 days.</summary>
    CertificateEndsLater,

    /// <summary>Nothing has arrived for days, which is normal for a provider that sends only what changes.</summary>
    Quiet,

    /// <summary>Requests arrive and are answered.</summary>
    Healthy,
}
