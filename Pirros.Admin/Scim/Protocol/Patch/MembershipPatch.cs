using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>
/// Reads what a PATCH does to a group's members without the members (RFC 7644 §3.5.2), so that its cost depends on what is changed and
/// not on the size of the group. Members are rows and never part of the document.
/// </summary>
internal static class MembershipPatch
{
    private const string Members = "members";

    /// <exception cref="ScimException">400 when a member has no value, or a filter selects members by anything but their value.</exception>
    public static MembershipSplit Split(IReadOnlyList<PatchOperation> operations)
    {
        var members = new List<MembershipChange>();
        var rest = new List<PatchOperation>();
        foreach (var operation in operations)
        {
            if (operation.Path is { } path && IsMembers(path.Attribute))
                AddChange(members, operation.Op, path, operation.Value);
            else
                AddPathless(members, rest, operation);
        }

        return new MembershipSplit(members, rest);
    }

    // The rest is kept whole: the engine passes over attributes that are kept apart.
    private static void AddPathless(List<MembershipChange> members, List<PatchOperation> rest, PatchOperation operation)
    {
        var others = operation.Path is not null || operation.Value is not { ValueKind: JsonValueKind.Object };
        if (!others)
        {
            foreach (var member in operation.Value!.Value.EnumerateObject())
            {
                if (TryGetPath(member.Name) is { } path)
                    AddChange(members, operation.Op, path, member.Value);
                else
                    others = true;
            }
        }

        if (others || operation.Value is { ValueKind: JsonValueKind.Object } value && value.GetPropertyCount() == 0)
            rest.Add(operation);
    }

    private static void AddChange(List<MembershipChange> members, PatchOp op, PatchPath path, JsonElement? value)
    {
        // What a member is called or what it is belongs to the member itself: to add what it has anyway changes nothing, all else can't be done here.
        var sub = path.SubName ?? path.Attribute.SubName;
        var isValue = sub is not null && sub.Equals("value", StringComparison.OrdinalIgnoreCase);
        if (sub is not null && !(isValue && op == PatchOp.Add))
        {
            if (op == PatchOp.Add)
                return;
            throw ScimException.Mutability($"members.{sub}: it can't be changed in the group. {(isValue ? "Remove the member" : "Change the member itself, or remove it")} and add another.");
        }

        if (path.ValueFilter is { } filter)
        {
            AddFiltered(members, op, [.. MemberFilter.Ids(filter).Select(id => new MemberValue(id))], value);
            return;
        }

        // A value of null says nothing, and remove without a value means all.
        if (op == PatchOp.Remove)
            members.Add(value is { ValueKind: not JsonValueKind.Null } given ? MembershipChange.Remove(MemberValues.Read(given)) : MembershipChange.RemoveAll);
        else if (op == PatchOp.Replace)
            members.Add(MembershipChange.ReplaceAll(MemberValues.Read(value ?? default)));
        else if (MemberValues.Read(value ?? default) is { Count: > 0 } added)
            members.Add(MembershipChange.Add(added));
    }

    private static void AddFiltered(List<MembershipChange> members, PatchOp op, IReadOnlyList<MemberValue> selected, JsonElement? value)
    {
        if (op == PatchOp.Remove)
        {
            members.Add(MembershipChange.Remove(selected));
            return;
        }

        var given = MemberValues.Read(value ?? default);
        if (op == PatchOp.Add || given.Count == 0)
        {
            members.Add(MembershipChange.Add(given.Count == 0 ? selected : given));
            return;
        }

        members.Add(MembershipChange.Remove(selected));
        members.Add(MembershipChange.Add(given));
    }

    private static bool IsMembers(AttributePath path) =>
        path.Name.Equals(Members, StringComparison.OrdinalIgnoreCase) && (path.Urn is null || path.Urn.Equals(GroupSchema.Id, StringComparison.OrdinalIgnoreCase));

    private static PatchPath? TryGetPath(string key)
    {
        if (key.Equals(Members, StringComparison.OrdinalIgnoreCase))
            return new PatchPath(new AttributePath(null, Members));
        if (!key.Contains(Members, StringComparison.OrdinalIgnoreCase))
            return null;
        return PatchPath.Parse(key) is { } path && IsMembers(path.Attribute) ? path : null;
    }
}
