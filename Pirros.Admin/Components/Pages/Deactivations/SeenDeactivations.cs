using Pirros.Admin.Deactivations;
using Pirros.Admin.Directory;

namespace Pirros.Admin.Components.Pages.Deactivations;

/// <summary>All that the page of deactivations shows.</summary>
/// <param name="Brake">The brake.</param>
/// <param name="Waiting">Those who wait.</param>
/// <param name="Decided">Those who were decided about.</param>
/// <param name="Receipts">A page of receipts.</param>
/// <param name="HasOlder">Whether there are older ones.</param>
/// <param name="Figures">The period in figures.</param>
/// <param name="People">Who they are, by id; masked for whoever may not know.</param>
public sealed record SeenDeactivations(
    Brake Brake, HeldList Waiting, HeldList Decided, IReadOnlyList<DeactivationReceipt> Receipts, bool HasOlder, ReceiptFigures Figures, IReadOnlyDictionary<string, DirectoryUser> People)
{
    /// <summary>What to call somebody: the name while the directory has one, else the id.</summary>
    public string NameOf(string id) => People.TryGetValue(id, out var user) ? user.Title : id;
}
