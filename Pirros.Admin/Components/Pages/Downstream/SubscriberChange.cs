namespace Pirros.Admin.Components.Pages.Downstream;

/// <summary>What is changed of a subscriber by a dialog that may issue a secret.</summary>
public enum SubscriberChange
{
    /// <summary>One is added.</summary>
    Add,

    /// <summary>Its name.</summary>
    Rename,

    /// <summary>Where webhooks go.</summary>
    Webhook,

    /// <summary>Its key for the events API.</summary>
    Key,

    /// <summary>What its webhooks are signed with.</summary>
    Secret,
}
