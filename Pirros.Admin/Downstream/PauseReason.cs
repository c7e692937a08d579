namespace Pirros.Admin.Downstream;

/// <summary>Why nothing is sent to a webhook.</summary>
public enum PauseReason
{
    /// <summary>Somebody paused it.</summary>
    Person,

    /// <summary>It answered 410 Gone.</summary>
    Gone,

    /// <summary>An event could not be delivered in days of trying.</summary>
    Exhausted,

    /// <summary>Its signing secret can't be decrypted with the keys of this installation.</summary>
    Unreadable,
}
