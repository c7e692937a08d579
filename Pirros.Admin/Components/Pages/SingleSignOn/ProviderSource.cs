namespace Pirros.Admin.Components.Pages.SingleSignOn;

/// <summary>How the identity provider is made known.</summary>
public enum ProviderSource
{
    /// <summary>By the URL of its metadata.</summary>
    Url,

    /// <summary>By its metadata as a file.</summary>
    File,

    /// <summary>By its metadata, pasted.</summary>
    Paste,

    /// <summary>By its values.</summary>
    Hand,
}
