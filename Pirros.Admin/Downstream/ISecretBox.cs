namespace Pirros.Admin.Downstream;

/// <summary>The port to what keeps signing secrets unreadable in the database. A signature needs the secret itself, so a hash would not do.</summary>
public interface ISecretBox
{
    /// <summary>The secret as it is stored.</summary>
    string Seal(string secret);

    /// <summary>The secret; null when it was sealed with keys that are gone.</summary>
    string? Open(string sealedSecret);
}
