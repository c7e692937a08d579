using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>
/// Applies PATCH operations to a resource (RFC 7644 §3.5.2): a pure function, driven by the schema. All operations take effect or none,
/// since the resource is never changed and a mistake throws.
/// </summary>
internal static class PatchEngine
{
    /// <exception cref="Messages.ScimException">400 with the scimType of RFC 7644 table 9; nothing happened.</exception>
    public static PatchResult Apply(ScimResource current, IReadOnlyList<PatchOperation> operations, QuirkSet? quirks = null)
    {
        quirks ??= QuirkSet.None;
        var type = current.ResourceType;
        var binder = new ValueBinder(quirks);
        var root = current.Root;
        foreach (var operation in new PatchFlattener(type, binder).Flatten(quirks.Rewrite(operations, type)))
        {
            binder.Path.Clear();
            binder.Path.Push(operation.Path);
            var before = root;
            root = operation.Op switch
            {
                PatchOp.Add => AddOperation.Apply(root, operation, binder),
                PatchOp.Replace => ReplaceOperation.Apply(root, operation, binder),
                _ => RemoveOperation.Apply(root, operation, binder),
            };
            ImmutableValues.Check(before, root);
        }

        var changed = !root.Equals(current.Root);
        return new PatchResult(changed ? new ScimResource(type, root) : current, changed, binder.Ignored);
    }
}
