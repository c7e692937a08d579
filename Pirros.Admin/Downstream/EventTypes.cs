namespace Pirros.Admin.Downstream;

/// <summary>The types of events, as they stand in payloads. Documented in <c>docs/events.md</c>; they keep their meaning for good.</summary>
public static class EventTypes
{
    /// <summary>A user was created.</summary>
    public const string UserCreated = "user.created";

    /// <summary>A user's attributes changed.</summary>
    public const string UserUpdated = "user.updated";

    /// <summary>A user may not use the product any more.</summary>
    public const string UserDeactivated = "user.deactivated";

    /// <summary>A user may use the product again.</summary>
    public const string UserReactivated = "user.reactivated";

    /// <summary>A user was deleted.</summary>
    public const string UserDeleted = "user.deleted";

    /// <summary>A group was created.</summary>
    public const string GroupCreated = "group.created";

    /// <summary>A group's attributes changed.</summary>
    public const string GroupUpdated = "group.updated";

    /// <summary>A group was deleted.</summary>
    public const string GroupDeleted = "group.deleted";

    /// <summary>Members came to a group, or left it.</summary>
    public const string MembersChanged = "group.members_changed";

    /// <summary>Somebody tries whether events arrive. About nobody, and for one subscriber.</summary>
    public const string Test = "subscriber.test";
}
